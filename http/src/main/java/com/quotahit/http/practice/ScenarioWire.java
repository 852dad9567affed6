package com.quotahit.http.practice;

import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.ScenarioType;
import com.quotahit.core.practice.ScriptBeat;
import java.util.List;

/**
 * A situation to practise.
 *
 * @param script what could be said, step by step; followed in script mode when the learner brings
 *     no script
 */
public record ScenarioWire(
    String id,
    String title,
    ScenarioType type,
    String summary,
    String learnerBrief,
    List<String> stages,
    List<Focus> focuses,
    long timeLimitS,
    List<String> personaIds,
    List<String> script) {

  static ScenarioWire of(Scenario scenario) {
    return new ScenarioWire(
        scenario.id(),
        scenario.title(),
        scenario.type(),
        scenario.summary(),
        scenario.learnerBrief(),
        scenario.stages(),
        scenario.focuses(),
        scenario.timeLimit().toSeconds(),
        scenario.personaIds(),
        scenario.script().stream().map(ScriptBeat::shown).toList());
  }

  /** A scenario where a session is listed. */
  public record Brief(String id, String title, ScenarioType type) {
    static Brief of(Scenario scenario) {
      return new Brief(scenario.id(), scenario.title(), scenario.type());
    }
  }
}

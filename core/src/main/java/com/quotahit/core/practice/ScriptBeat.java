package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of what the learner wants to say.
 *
 * @param text words that would do it
 * @param intent what it is for
 */
public record ScriptBeat(String id, String text, String intent) {

  /** More steps than a call has room for. */
  public static final int BEATS_MAX = 40;

  /** The learner's own script, a step for each line; without one, the scenario's. */
  public static List<ScriptBeat> of(Optional<String> script, Scenario scenario) {
    List<ScriptBeat> beats = new ArrayList<>();
    if (script.isEmpty()) {
      for (Scenario.Beat beat : scenario.script()) {
        beats.add(new ScriptBeat("b" + (beats.size() + 1), beat.text(), beat.intent()));
      }
      return List.copyOf(beats);
    }
    for (String line : script.get().lines().map(String::strip).toList()) {
      if (!line.isEmpty() && beats.size() < BEATS_MAX) {
        beats.add(new ScriptBeat("b" + (beats.size() + 1), line, line));
      }
    }
    return List.copyOf(beats);
  }
}

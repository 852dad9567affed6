package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of what the learner wants to say, by a name that stays for the whole session.
 *
 * @param text words that would do it
 * @param intent what it is for
 */
public record ScriptBeat(String id, String text, String intent) {

  private static final String NAME = "{rep}";
  private static final String NAME_SHOWN = "[your name]";

  /** The learner's own script, or without one the scenario's. */
  public static List<ScriptBeat> of(Optional<String> script, Scenario scenario) {
    List<ScriptBeat> beats = new ArrayList<>();
    for (Scenario.Beat beat : script.map(ScriptBeats::split).orElse(scenario.script())) {
      beats.add(new ScriptBeat("b" + (beats.size() + 1), shown(beat), beat.intent()));
    }
    return List.copyOf(beats);
  }

  /** The words as they stand on a screen, where nobody knows the placeholder. */
  public static String shown(Scenario.Beat beat) {
    return beat.text().replace(NAME, NAME_SHOWN);
  }
}

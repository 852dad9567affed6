package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;

/**
 * A call in its parts: what was said to the gatekeeper, and what was said to the buyer once the
 * call was put through. Each is judged for itself.
 *
 * @param putThrough whether the buyer came on the line; without a gatekeeper they were there at
 *     once
 */
public record CallStages(List<Turn> atTheGate, List<Turn> withTheBuyer, boolean putThrough) {

  public CallStages {
    atTheGate = List.copyOf(atTheGate);
    withTheBuyer = List.copyOf(withTheBuyer);
  }

  /**
   * @param turns of the whole call, in order
   */
  public static CallStages of(Scenario scenario, List<Turn> turns) {
    if (scenario.gatekeeper().isEmpty()) {
      return new CallStages(List.of(), turns, true);
    }
    List<Turn> gate = new ArrayList<>();
    List<Turn> buyer = new ArrayList<>();
    boolean through = false;
    for (Turn turn : turns) {
      (through ? buyer : gate).add(turn);
      through |= turn.speaker() == Turn.Speaker.PERSONA && Gatekeeper.putsThrough(turn.text());
    }
    return new CallStages(gate, buyer, through);
  }

  /** Whether the buyer is on the line in a conversation that goes on. */
  public static boolean buyerIsOn(Scenario scenario, Course course) {
    // Who has talked for longer than is remembered has long passed the gate.
    return course.turns() > course.memory().recent().size()
        || of(scenario, course.memory().recent().stream().map(FinishedTurn::heard).toList())
            .putThrough();
  }
}

package com.quotahit.core.practice;

import java.util.List;

/**
 * Who answers first and decides whether the call goes through.
 *
 * @param transferCondition what it takes, one sentence
 * @param pickUp first words
 * @param questions asked one by one until answered: who, what about, why now
 * @param deflect ways to send a weak caller away
 * @param transfer ways to put the call through
 * @param refuse last words when the condition is not met
 * @param scorecardId grades this part alone
 */
public record Gatekeeper(
    String name,
    String role,
    String transferCondition,
    List<String> pickUp,
    List<String> questions,
    List<String> deflect,
    List<String> transfer,
    List<String> refuse,
    String scorecardId) {

  public Gatekeeper {
    pickUp = List.copyOf(pickUp);
    questions = List.copyOf(questions);
    deflect = List.copyOf(deflect);
    transfer = List.copyOf(transfer);
    refuse = List.copyOf(refuse);
  }
}

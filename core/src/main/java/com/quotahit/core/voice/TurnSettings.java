package com.quotahit.core.voice;

import java.util.function.Predicate;

/**
 * How turns are taken in one call.
 *
 * @param onsetMs caller's sound of this length silences the persona
 * @param decideMs an utterance longer than this is never a back-channel
 * @param settleMs how long to wait for words once a short utterance is over
 * @param answerMs how long the engine may owe an answer
 * @param silenceMs of nobody speaking before the persona checks in
 * @param checkIns how often it checks in before the call ends
 * @param limitMs what is left of the call's time; 0 for no limit
 * @param startLagMs from sending the first sound to its being heard, until the client has reported
 * @param stage what is said beside the conversation, to the persona only
 * @param interjection how readily the persona cuts into long turns
 * @param endsCall true for an answer after which the persona hangs up
 * @param handOver when somebody else takes the call over
 */
public record TurnSettings(
    int onsetMs,
    int decideMs,
    int settleMs,
    int answerMs,
    int silenceMs,
    int checkIns,
    long limitMs,
    int startLagMs,
    Stage stage,
    Interjection interjection,
    Predicate<String> endsCall,
    HandOver handOver) {

  /**
   * Stage directions.
   *
   * @param opening how the persona speaks first; empty when it waits for the caller
   */
  public record Stage(String opening, String checkIn, String closing, String cutIn) {}

  /**
   * Cutting in, repeatable under a seed.
   *
   * @param afterMs of one turn of the caller
   * @param chance in [0, 1] for each long turn
   */
  public record Interjection(int afterMs, double chance, long seed) {

    public static final Interjection NEVER = new Interjection(20_000, 0, 0);

    /** Whether the persona would cut into the caller's n-th turn. */
    boolean strikes(int turn) {
      long mixed = (seed + turn) * 0x9e3779b97f4a7c15L;
      mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
      return ((mixed ^ (mixed >>> 32)) >>> 11) * 0x1.0p-53 < chance;
    }
  }

  /**
   * Somebody answers first and passes the call on; happens once.
   *
   * @param when true for an answer after which the next one speaks
   * @param opening how that one begins
   */
  public record HandOver(Predicate<String> when, String opening) {

    public static final HandOver NEVER = new HandOver(text -> false, "");
  }

  public static TurnSettings plain(Stage stage) {
    return new TurnSettings(
        200,
        1_000,
        600,
        10_000,
        10_000,
        2,
        0,
        60,
        stage,
        Interjection.NEVER,
        text -> false,
        HandOver.NEVER);
  }

  public TurnSettings limitedTo(long ms) {
    return with(ms, stage, interjection, endsCall, handOver);
  }

  public TurnSettings interjecting(Interjection readiness) {
    return with(limitMs, stage, readiness, endsCall, handOver);
  }

  public TurnSettings hangingUpOn(Predicate<String> farewell) {
    return with(limitMs, stage, interjection, farewell, handOver);
  }

  public TurnSettings handingOver(HandOver to) {
    return with(limitMs, stage, interjection, endsCall, to);
  }

  /** The other one is on the line now. */
  TurnSettings handedOver() {
    Stage theirs = new Stage(handOver.opening(), stage.checkIn(), stage.closing(), stage.cutIn());
    return with(limitMs, theirs, interjection, endsCall, HandOver.NEVER);
  }

  private TurnSettings with(
      long limit,
      Stage directions,
      Interjection readiness,
      Predicate<String> farewell,
      HandOver to) {
    return new TurnSettings(
        onsetMs,
        decideMs,
        settleMs,
        answerMs,
        silenceMs,
        checkIns,
        limit,
        startLagMs,
        directions,
        readiness,
        farewell,
        to);
  }
}

package com.quotahit.core.voice;

import java.util.List;
import java.util.Optional;

/**
 * All that an engine must know to hold its side of a call.
 *
 * @param session the practice session or phone call, for correlation only
 * @param instructions who to be and how to behave; our own text plus a data block
 * @param voice name of the persona's voice in the embedded stack, such as {@code bm_george}; other
 *     providers map it to one of theirs
 * @param speed 0.7 to 1.3
 * @param language BCP 47 tag
 * @param spoken what was already said (after a resume), oldest first
 * @param semanticTurns true to let the provider judge by meaning whether a turn is over
 * @param next who speaks once the call is handed over
 */
public record EngineBrief(
    String session,
    String instructions,
    String voice,
    double speed,
    String language,
    List<Spoken> spoken,
    boolean semanticTurns,
    Optional<Speaker> next) {

  /** Somebody who speaks in the call: who to be, and how to sound. */
  public record Speaker(String instructions, String voice, double speed) {}

  /** One turn that both sides heard. */
  public record Spoken(boolean byCaller, String text) {}

  public EngineBrief {
    spoken = List.copyOf(spoken);
  }

  /** A call that one speaker holds from its beginning to its end. */
  public EngineBrief(
      String session,
      String instructions,
      String voice,
      double speed,
      String language,
      List<Spoken> spoken,
      boolean semanticTurns) {
    this(session, instructions, voice, speed, language, spoken, semanticTurns, Optional.empty());
  }

  public EngineBrief handingOverTo(Speaker other) {
    return new EngineBrief(
        session, instructions, voice, speed, language, spoken, semanticTurns, Optional.of(other));
  }

  /** The same call, held by the next speaker; unchanged where there is none. */
  public EngineBrief handedOver() {
    return next.map(speaker ->
            new EngineBrief(
                session,
                speaker.instructions(),
                speaker.voice(),
                speaker.speed(),
                language,
                spoken,
                semanticTurns))
        .orElse(this);
  }
}

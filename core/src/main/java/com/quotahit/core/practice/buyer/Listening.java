package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Manner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reacts to what the learner tells: catches contradictions, stops long pitches, comes back to
 * earlier claims, raises what stands in the way, and asks on.
 */
final class Listening {

  private static final int TOO_MANY_WORDS = 75;

  private Listening() {}

  static Optional<List<Line>> answer(Call call) {
    return summary(call)
        .or(() -> tooMuch(call))
        .or(() -> objection(call))
        .or(() -> earlierClaim(call))
        .or(() -> claim(call))
        .or(() -> reaction(call));
  }

  static Optional<List<Line>> contradiction(Call call) {
    for (Claim now : call.heard.claims()) {
      for (Claim before : call.memory.claims) {
        if (now.contradicts(before) && !call.memory.referred.contains(now)) {
          return Call.move(
              call.say(
                  "contradiction",
                  new Effect.Referred(now),
                  Map.of("old", before.phrase(), "new", now.phrase())));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Line>> summary(Call call) {
    if (!call.heard.did(Act.SUMMARY) && call.heard.meant("summary") < 0.6) {
      return Optional.empty();
    }
    if (call.memory.settled && call.memory.agreed.isEmpty()) {
      return Call.move(call.say("terms_right"));
    }
    boolean more = !call.memory.notRaised().isEmpty() && call.choice.chance(0.5);
    return more
        ? Raising.now(call, Raising.moment(call.heard))
            .flatMap(lines -> Call.move(call.say("summary_more"), Optional.of(lines.getLast())))
        : Call.move(call.say("summary_right"));
  }

  private static Optional<List<Line>> tooMuch(Call call) {
    int limit = TOO_MANY_WORDS - (call.manner(Manner.BRISK) || call.manner(Manner.BLUNT) ? 20 : 0);
    if (call.heard.question() || call.heard.words() < limit) {
      return Optional.empty();
    }
    return Call.move(
        call.memory.patience < 25
            ? call.speak(call.persona().phrases().busy(), new Effect.Nothing())
            : Optional.empty(),
        call.say("too_much", new Effect.Asked()));
  }

  private static Optional<List<Line>> objection(Call call) {
    return Raising.due(call) && !call.heard.question()
        ? Raising.now(call, Raising.moment(call.heard))
        : Optional.empty();
  }

  /** Comes back to a number from several turns ago. */
  private static Optional<List<Line>> earlierClaim(Call call) {
    double often =
        switch (call.persona().manner()) {
          case ANALYTICAL, SKEPTICAL -> 0.4;
          case FORMAL, BLUNT -> 0.25;
          case WARM, RAMBLING, BRISK, EASYGOING -> 0.15;
        };
    if (call.memory.turn < 5 || !call.choice.chance(often)) {
      return Optional.empty();
    }
    return call.memory.claims.stream()
        .filter(
            claim -> !call.memory.referred.contains(claim) && !call.heard.claims().contains(claim))
        .findFirst()
        .flatMap(claim -> Call.move(call.acknowledge(0.5), ask(call, "callback", claim)));
  }

  private static Optional<List<Line>> claim(Call call) {
    double often = 0.15 + call.traits().skepticism() / 250.0;
    if (call.heard.claims().isEmpty() || call.heard.question() || !call.choice.chance(often)) {
      return Optional.empty();
    }
    return Call.move(ask(call, "probe_claim", call.heard.claims().getFirst()));
  }

  private static Optional<Line> ask(Call call, String use, Claim claim) {
    return call.say(use, new Effect.Referred(claim), Map.of("claim", claim.phrase()));
  }

  static Optional<List<Line>> reaction(Call call) {
    Heard heard = call.heard;
    if (heard.did(Act.THANKS) && heard.words() < 6) {
      return Call.move(call.say("thanks"));
    }
    boolean answered =
        call.memory.waitsForAnswer && !heard.question() && !heard.pitching() && heard.words() < 40;
    Optional<Line> first =
        answered
            ? call.opener(
                call.memory.interest > 30
                    ? call.persona().phrases().like()
                    : call.language.line("answer_rep"),
                0.6)
            : mood(call);
    if (heard.pitching() || answered && call.choice.chance(0.5)) {
      return Call.move(
          first,
          call.say("probe", new Effect.Asked()).or(() -> call.say("neutral", new Effect.Asked())));
    }
    boolean agreed = call.memory.agreed.isPresent() || call.memory.settled;
    return Call.move(
        first,
        agreed
            ? call.say("already")
            : call.say("neutral", new Effect.Asked())
                .or(() -> call.say("probe", new Effect.Asked())));
  }

  private static Optional<Line> mood(Call call) {
    if (call.memory.patience < 18) {
      return call.speak(call.persona().phrases().busy(), new Effect.Nothing());
    }
    if (call.heard.did(Act.EVIDENCE) || call.heard.did(Act.VALUE)) {
      boolean liked = call.memory.interest > call.traits().skepticism() / 1.6;
      return call.opener(
          liked ? call.persona().phrases().like() : call.persona().phrases().doubt(), 0.6);
    }
    return call.acknowledge(0.4);
  }
}

package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Course.BeatMark;
import com.quotahit.core.practice.PracticeSession.Ended;
import com.quotahit.core.practice.PracticeSession.Live;
import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Walk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EveryWalkThroughASessionKeepsItsPromisesTest {

  @Test
  void ten_thousand_random_walks_break_no_promise() {
    TreeSet<String> seen = new TreeSet<>();
    Walk.over(new PracticeRules(), EveryWalkThroughASessionKeepsItsPromisesTest::anything)
        .pausesUpTo(Duration.ofSeconds(75))
        .always("memory within bounds", s -> memory(s).recent().size() <= Memory.TURNS_MAX)
        .always("a number only where enough was said", this::aNumberNeedsWords)
        .eachStep((before, _, _, after) -> epochNeverFalls(before, after))
        .eachStep((before, command, decision, _) -> staleIsRefused(before, command, decision))
        .eachStep((before, command, _, after) -> takenTurnsStay(before, command, after))
        .eachStep((_, _, _, after) -> {
          seen.add(after.stage());
          return Optional.empty();
        })
        .run(10_000, 60);
    if (Long.getLong("walk.seed") == null) {
      assertThat(seen)
          .containsExactly(
              "absent",
              "connecting",
              "created",
              "discarded",
              "ended",
              "interrupted",
              "live",
              "score_failed",
              "scored",
              "scoring");
    }
  }

  private static PracticeCommand anything(PracticeSession session, RandomGenerator random) {
    long epoch = epoch(session).orElse(0L) - (random.nextInt(6) == 0 ? 1 : 0);
    int n = random.nextInt(40);
    String client = "tab" + random.nextInt(2);
    if (session instanceof PracticeSession.Absent && random.nextInt(3) > 0) {
      return new PracticeCommand.Open(SomeSession.setup(mode(random)));
    }
    return switch (random.nextInt(24)) {
      case 0 -> new PracticeCommand.Open(SomeSession.setup(mode(random)));
      case 1, 2 -> new PracticeCommand.Attach(client, "node");
      case 3 -> new PracticeCommand.TakeOver(client, "node");
      case 4, 5 -> new PracticeCommand.GoLive(epoch, SomeSession.PARTNER);
      case 6, 7, 8, 9 ->
          new PracticeCommand.TakeTurn(epoch, SomeSession.said(n, random.nextInt(15_000)));
      case 10, 11 ->
          new PracticeCommand.TakeTurn(epoch, SomeSession.answered(n, random.nextInt(9_000)));
      case 12 ->
          new PracticeCommand.ReachBeat(epoch, "b" + random.nextInt(3), BeatMark.COVERED, "u1");
      case 13 -> new PracticeCommand.GiveHint(epoch, n * 1_000L, "Ask why.");
      case 14 -> new PracticeCommand.Suspend(epoch);
      case 15 ->
          random.nextInt(3) > 0
              ? new PracticeCommand.MindTheClock()
              : new PracticeCommand.End(
                  EndReason.values()[random.nextInt(EndReason.values().length)]);
      case 16 -> new PracticeCommand.MindTheClock();
      case 17, 18 -> new PracticeCommand.BeginScoring();
      case 19 ->
          new PracticeCommand.RecordScore(
              SomeSession.result("71.5"), java.util.Optional.empty(), List.of());
      case 20 -> new PracticeCommand.RecordInsufficient(List.of());
      case 21 -> new PracticeCommand.FailScoring("grading.transient");
      case 22 ->
          random.nextBoolean() ? new PracticeCommand.ScoreAgain() : new PracticeCommand.Restore();
      default ->
          random.nextInt(4) == 0 ? new PracticeCommand.Discard() : new PracticeCommand.Restore();
    };
  }

  private static PracticeMode mode(RandomGenerator random) {
    return PracticeMode.values()[random.nextInt(3)];
  }

  private boolean aNumberNeedsWords(PracticeSession session) {
    return !(session instanceof PracticeSession.Scored scored)
        || scored.total().isPresent() == scored.outcome().enough(scored.setup().mode())
            && scored.outcome().reason().scored();
  }

  private static Optional<String> epochNeverFalls(PracticeSession before, PracticeSession after) {
    long was = epoch(before).orElse(0L);
    return epoch(after)
        .filter(now -> now < was)
        .map(now -> "epoch fell from " + was + " to " + now);
  }

  private static Optional<String> staleIsRefused(
      PracticeSession before,
      PracticeCommand command,
      Decision<PracticeEvent, PracticeRejection> decision) {
    return command instanceof PracticeCommand.TakeTurn take
            && epoch(before).filter(now -> now != take.epoch()).isPresent()
            && !(decision instanceof Decision.Refused<PracticeEvent, PracticeRejection>)
        ? Optional.of("a turn under epoch " + take.epoch() + " was taken in " + before)
        : Optional.empty();
  }

  private static Optional<String> takenTurnsStay(
      PracticeSession before, PracticeCommand command, PracticeSession after) {
    if (before instanceof Live live && after instanceof Ended ended) {
      return live.course().turns() == ended.outcome().turns()
          ? Optional.empty()
          : Optional.of("turns were lost at the end");
    }
    return before instanceof Live live
            && after instanceof Live then
            && command instanceof PracticeCommand.TakeTurn take
            && live.course().memory().knows(take.turn().id())
            && then.course().turns() != live.course().turns()
        ? Optional.of("the same turn counted twice")
        : Optional.empty();
  }

  private static Memory memory(PracticeSession session) {
    return switch (session) {
      case Live live -> live.course().memory();
      case PracticeSession.Interrupted cut -> cut.course().memory();
      case PracticeSession.Absent _,
          PracticeSession.Created _,
          PracticeSession.Connecting _,
          Ended _,
          PracticeSession.Scoring _,
          PracticeSession.Scored _,
          PracticeSession.ScoreFailed _,
          PracticeSession.Discarded _ ->
          Memory.EMPTY;
    };
  }

  private static Optional<Long> epoch(PracticeSession session) {
    return switch (session) {
      case PracticeSession.Connecting joined -> Optional.of(joined.attachment().epoch());
      case Live live -> Optional.of(live.attachment().epoch());
      case PracticeSession.Interrupted cut -> Optional.of(cut.last().epoch());
      case Ended ended -> Optional.of(ended.outcome().epoch());
      case PracticeSession.Absent _,
          PracticeSession.Created _,
          PracticeSession.Scoring _,
          PracticeSession.Scored _,
          PracticeSession.ScoreFailed _,
          PracticeSession.Discarded _ ->
          Optional.empty();
    };
  }
}

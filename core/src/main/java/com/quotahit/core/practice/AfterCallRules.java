package com.quotahit.core.practice;

import static com.quotahit.core.practice.PracticeRules.no;
import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.practice.PracticeRejection.BinEmptied;
import com.quotahit.core.practice.PracticeRejection.EnoughSaid;
import com.quotahit.core.practice.PracticeRejection.NoSuchSession;
import com.quotahit.core.practice.PracticeRejection.NotEnoughSaid;
import com.quotahit.core.practice.PracticeRejection.NothingToScore;
import com.quotahit.core.practice.PracticeRejection.ScoringTriesUsedUp;
import com.quotahit.core.practice.PracticeSession.Absent;
import com.quotahit.core.practice.PracticeSession.Connecting;
import com.quotahit.core.practice.PracticeSession.Created;
import com.quotahit.core.practice.PracticeSession.Discarded;
import com.quotahit.core.practice.PracticeSession.Ended;
import com.quotahit.core.practice.PracticeSession.Interrupted;
import com.quotahit.core.practice.PracticeSession.Live;
import com.quotahit.core.practice.PracticeSession.ScoreFailed;
import com.quotahit.core.practice.PracticeSession.Scored;
import com.quotahit.core.practice.PracticeSession.Scoring;
import com.quotahit.core.shared.Decision;
import java.time.Instant;
import java.util.function.Function;

/** What a session answers when the conversation is over: grading it, and the bin. */
final class AfterCallRules {

  private AfterCallRules() {}

  static Decision<PracticeEvent, PracticeRejection> beginScoring(PracticeSession session) {
    return switch (session) {
      case Ended(SessionSetup _, Outcome outcome) ->
          outcome.turns() == 0 || !outcome.reason().scored()
              ? refuse(new NothingToScore())
              : accept(new PracticeEvent.ScoringBegun(1));
      case Scoring scoring ->
          scoring.attempt() >= PracticeRules.SCORING_TRIES
              ? refuse(new ScoringTriesUsedUp())
              : accept(new PracticeEvent.ScoringBegun(scoring.attempt() + 1));
      case Absent _ -> refuse(new NoSuchSession());
      case Created _, Connecting _, Live _, Interrupted _, Scored _, ScoreFailed _, Discarded _ ->
          no(session);
    };
  }

  static Decision<PracticeEvent, PracticeRejection> recordScore(
      PracticeSession session, PracticeCommand.RecordScore record) {
    return whileScoring(
        session,
        scoring ->
            scoring.outcome().enough(scoring.setup().mode())
                ? accept(
                    new PracticeEvent.SessionScored(
                        record.score(), record.gate(), record.metrics()))
                : refuse(new NotEnoughSaid()));
  }

  static Decision<PracticeEvent, PracticeRejection> recordInsufficient(
      PracticeSession session, PracticeCommand.RecordInsufficient record) {
    return whileScoring(
        session,
        scoring ->
            scoring.outcome().enough(scoring.setup().mode())
                ? refuse(new EnoughSaid())
                : accept(new PracticeEvent.FoundInsufficient(record.metrics())));
  }

  static Decision<PracticeEvent, PracticeRejection> failScoring(
      PracticeSession session, String reason) {
    return whileScoring(session, _ -> accept(new PracticeEvent.ScoringFailed(reason)));
  }

  private static Decision<PracticeEvent, PracticeRejection> whileScoring(
      PracticeSession session, Function<Scoring, Decision<PracticeEvent, PracticeRejection>> then) {
    return switch (session) {
      case Scoring scoring -> then.apply(scoring);
      case Absent _ -> refuse(new NoSuchSession());
      case Created _,
          Connecting _,
          Live _,
          Interrupted _,
          Ended _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          no(session);
    };
  }

  static Decision<PracticeEvent, PracticeRejection> scoreAgain(PracticeSession session) {
    return switch (session) {
      case ScoreFailed _ -> accept(new PracticeEvent.ScoringAskedAgain());
      case Scoring _ -> accept();
      case Absent _ -> refuse(new NoSuchSession());
      case Created _, Connecting _, Live _, Interrupted _, Ended _, Scored _, Discarded _ ->
          no(session);
    };
  }

  static Decision<PracticeEvent, PracticeRejection> discard(PracticeSession session, Instant now) {
    return switch (session) {
      case Created _, Ended _, Scored _, ScoreFailed _ ->
          accept(new PracticeEvent.SessionDiscarded(now.plus(PracticeRules.RESTORE_WITHIN)));
      case Discarded _ -> accept();
      case Absent _ -> refuse(new NoSuchSession());
      case Connecting _, Live _, Interrupted _, Scoring _ -> no(session);
    };
  }

  static Decision<PracticeEvent, PracticeRejection> restore(PracticeSession session, Instant now) {
    return switch (session) {
      case Discarded discarded ->
          now.isAfter(discarded.restorableUntil())
              ? refuse(new BinEmptied())
              : accept(new PracticeEvent.SessionRestored());
      case Created _, Ended _, Scored _, ScoreFailed _ -> accept();
      case Absent _ -> refuse(new NoSuchSession());
      case Connecting _, Live _, Interrupted _, Scoring _ -> no(session);
    };
  }
}

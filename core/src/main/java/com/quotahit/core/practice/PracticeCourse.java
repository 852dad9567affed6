package com.quotahit.core.practice;

import com.quotahit.core.practice.PracticeEvent.BeatReached;
import com.quotahit.core.practice.PracticeEvent.CallInterrupted;
import com.quotahit.core.practice.PracticeEvent.ClientAttached;
import com.quotahit.core.practice.PracticeEvent.FoundInsufficient;
import com.quotahit.core.practice.PracticeEvent.HintGiven;
import com.quotahit.core.practice.PracticeEvent.Opened;
import com.quotahit.core.practice.PracticeEvent.ScoringAskedAgain;
import com.quotahit.core.practice.PracticeEvent.ScoringBegun;
import com.quotahit.core.practice.PracticeEvent.ScoringFailed;
import com.quotahit.core.practice.PracticeEvent.SessionDiscarded;
import com.quotahit.core.practice.PracticeEvent.SessionEnded;
import com.quotahit.core.practice.PracticeEvent.SessionRestored;
import com.quotahit.core.practice.PracticeEvent.SessionScored;
import com.quotahit.core.practice.PracticeEvent.TurnTaken;
import com.quotahit.core.practice.PracticeEvent.WentLive;
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
import java.util.Optional;

/** How each fact moves a practice session on; throws only on a journal that contradicts itself. */
final class PracticeCourse {

  private PracticeCourse() {}

  static PracticeSession after(PracticeSession session, PracticeEvent event) {
    return switch (event) {
      case Opened opened when session instanceof Absent ->
          new Created(opened.setup(), opened.joinBy());
      case ClientAttached(Attachment attachment) -> attached(session, attachment);
      case WentLive live -> wentLive(session, live);
      case TurnTaken(FinishedTurn turn) -> turnTaken(session, turn);
      case BeatReached beat when session instanceof Live live ->
          live(live, live.course().reached(beat.beat(), beat.mark()));
      case HintGiven hint when session instanceof Live live ->
          live(live, live.course().hinted(hint.atMs()));
      case CallInterrupted interrupted -> interrupted(session, interrupted);
      case SessionEnded ended -> ended(session, ended);
      case ScoringBegun(int attempt) -> scoringBegun(session, attempt);
      case SessionScored scored when session instanceof Scoring scoring ->
          new Scored(scoring.setup(), scoring.outcome(), scored.score().total());
      case FoundInsufficient _ when session instanceof Scoring scoring ->
          new Scored(scoring.setup(), scoring.outcome(), Optional.empty());
      case ScoringFailed(String reason) when session instanceof Scoring scoring ->
          new ScoreFailed(scoring.setup(), scoring.outcome(), reason);
      case ScoringAskedAgain _ when session instanceof ScoreFailed failed ->
          new Ended(failed.setup(), failed.outcome());
      case SessionDiscarded discarded -> new Discarded(session, discarded.restorableUntil());
      case SessionRestored _ when session instanceof Discarded discarded -> discarded.was();
      case Opened _,
          BeatReached _,
          HintGiven _,
          SessionScored _,
          FoundInsufficient _,
          ScoringFailed _,
          ScoringAskedAgain _,
          SessionRestored _ ->
          throw contradiction(session, event);
    };
  }

  private static PracticeSession attached(PracticeSession session, Attachment attachment) {
    return switch (session) {
      case Created created -> new Connecting(created.setup(), attachment, created.joinBy());
      case Connecting joined -> new Connecting(joined.setup(), attachment, joined.joinBy());
      case Live live -> new Live(live.setup(), attachment, live.course());
      case Interrupted cut -> new Live(cut.setup(), attachment, cut.course());
      case Absent _, Ended _, Scoring _, Scored _, ScoreFailed _, Discarded _ ->
          throw contradiction(session, new ClientAttached(attachment));
    };
  }

  private static PracticeSession wentLive(PracticeSession session, WentLive event) {
    Course begun = Course.begun(event.startedAt(), event.endsBy());
    return switch (session) {
      case Created created -> new Live(created.setup(), Attachment.NONE, begun);
      case Connecting joined -> new Live(joined.setup(), joined.attachment(), begun);
      case Absent _,
          Live _,
          Interrupted _,
          Ended _,
          Scoring _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          throw contradiction(session, event);
    };
  }

  private static PracticeSession turnTaken(PracticeSession session, FinishedTurn turn) {
    return switch (session) {
      case Live live -> live(live, live.course().after(turn));
      case Interrupted cut ->
          new Interrupted(cut.setup(), cut.last(), cut.course().after(turn), cut.resumeBy());
      case Ended(SessionSetup setup, Outcome outcome) -> new Ended(setup, outcome.after(turn));
      case Absent _, Created _, Connecting _, Scoring _, Scored _, ScoreFailed _, Discarded _ ->
          throw contradiction(session, new TurnTaken(turn));
    };
  }

  private static PracticeSession interrupted(PracticeSession session, CallInterrupted event) {
    return switch (session) {
      case Live live ->
          new Interrupted(live.setup(), live.attachment(), live.course(), event.resumeBy());
      case Absent _,
          Created _,
          Connecting _,
          Interrupted _,
          Ended _,
          Scoring _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          throw contradiction(session, event);
    };
  }

  private static PracticeSession ended(PracticeSession session, SessionEnded event) {
    return switch (session) {
      case Created created -> new Ended(created.setup(), Outcome.unheld(event.reason(), 0));
      case Connecting joined ->
          new Ended(joined.setup(), Outcome.unheld(event.reason(), joined.attachment().epoch()));
      case Live live ->
          new Ended(live.setup(), Outcome.of(event, live.attachment().epoch(), live.course()));
      case Interrupted cut ->
          new Ended(cut.setup(), Outcome.of(event, cut.last().epoch(), cut.course()));
      case Absent _, Ended _, Scoring _, Scored _, ScoreFailed _, Discarded _ ->
          throw contradiction(session, event);
    };
  }

  private static PracticeSession scoringBegun(PracticeSession session, int attempt) {
    return switch (session) {
      case Ended(SessionSetup setup, Outcome outcome) -> new Scoring(setup, outcome, attempt);
      case Scoring scoring -> new Scoring(scoring.setup(), scoring.outcome(), attempt);
      case Absent _,
          Created _,
          Connecting _,
          Live _,
          Interrupted _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          throw contradiction(session, new ScoringBegun(attempt));
    };
  }

  private static PracticeSession live(Live live, Course course) {
    return new Live(live.setup(), live.attachment(), course);
  }

  private static IllegalStateException contradiction(PracticeSession session, PracticeEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName()
            + " in stage "
            + session.stage()
            + ". Maybe two writers had this session at once");
  }
}

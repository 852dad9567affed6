package com.quotahit.core.practice;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.practice.PracticeRejection.AttachedElsewhere;
import com.quotahit.core.practice.PracticeRejection.NoSuchSession;
import com.quotahit.core.practice.PracticeRejection.NotPossibleNow;
import com.quotahit.core.practice.PracticeRejection.ResumeTooLate;
import com.quotahit.core.practice.PracticeRejection.StaleEpoch;
import com.quotahit.core.practice.PracticeRejection.TranscriptFull;
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
import com.quotahit.core.shared.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a practice session answers to each command, stage by stage. Reads as a table. {@link
 * AfterCallRules} goes on where the conversation is over; {@link PracticeCourse} has the other
 * half, how each fact moves the stage on.
 */
public final class PracticeRules
    implements Rules<PracticeSession, PracticeCommand, PracticeEvent, PracticeRejection> {

  /** How long a broken call waits for the learner. */
  public static final Duration RESUME_WITHIN = Duration.ofSeconds(120);

  /** What the polite goodbye at the time limit may take before the session is ended for it. */
  public static final Duration GOODBYE = Duration.ofSeconds(45);

  /** How long a session that nobody joins is kept open. */
  public static final Duration JOIN_WITHIN = Duration.ofHours(24);

  public static final Duration RESTORE_WITHIN = Duration.ofDays(30);
  public static final int SCORING_TRIES = 3;

  @Override
  public PracticeSession absent() {
    return new Absent();
  }

  @Override
  public Decision<PracticeEvent, PracticeRejection> decide(
      PracticeSession session, PracticeCommand command, Instant now) {
    return switch (command) {
      case PracticeCommand.Open open -> open(session, open, now);
      case PracticeCommand.Attach attach ->
          attach(session, attach.client(), attach.node(), now, this::keepHolder);
      case PracticeCommand.TakeOver take ->
          attach(session, take.client(), take.node(), now, (_, next) -> attached(next));
      case PracticeCommand.GoLive live -> goLive(session, live, now);
      case PracticeCommand.TakeTurn take -> takeTurn(session, take);
      case PracticeCommand.ReachBeat beat -> reachBeat(session, beat);
      case PracticeCommand.GiveHint hint -> giveHint(session, hint);
      case PracticeCommand.Suspend suspend -> suspend(session, suspend.epoch(), now);
      case PracticeCommand.End end -> end(session, end.reason(), now);
      case PracticeCommand.MindTheClock _ -> mindTheClock(session, now);
      case PracticeCommand.BeginScoring _ -> AfterCallRules.beginScoring(session);
      case PracticeCommand.RecordScore score -> AfterCallRules.recordScore(session, score);
      case PracticeCommand.RecordInsufficient few ->
          AfterCallRules.recordInsufficient(session, few);
      case PracticeCommand.FailScoring fail -> AfterCallRules.failScoring(session, fail.reason());
      case PracticeCommand.ScoreAgain _ -> AfterCallRules.scoreAgain(session);
      case PracticeCommand.Discard _ -> AfterCallRules.discard(session, now);
      case PracticeCommand.Restore _ -> AfterCallRules.restore(session, now);
    };
  }

  @Override
  public PracticeSession apply(PracticeSession session, PracticeEvent event) {
    return PracticeCourse.after(session, event);
  }

  private static Decision<PracticeEvent, PracticeRejection> open(
      PracticeSession session, PracticeCommand.Open open, Instant now) {
    return switch (session) {
      case Absent _ -> accept(new PracticeEvent.Opened(open.setup(), now.plus(JOIN_WITHIN)));
      case Created _,
          Connecting _,
          Live _,
          Interrupted _,
          Ended _,
          Scoring _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          no(session);
    };
  }

  private interface Holder {
    Decision<PracticeEvent, PracticeRejection> meets(Attachment holder, Attachment next);
  }

  /**
   * The client that holds the call may come back over a new socket; nobody else may push it out.
   */
  private Decision<PracticeEvent, PracticeRejection> keepHolder(
      Attachment holder, Attachment next) {
    return holder.client().equals(next.client()) ? attached(next) : refuse(new AttachedElsewhere());
  }

  private static Decision<PracticeEvent, PracticeRejection> attach(
      PracticeSession session, String client, String node, Instant now, Holder holder) {
    return switch (session) {
      case Created created ->
          created.setup().mode().spoken()
              ? attached(next(Attachment.NONE, client, node))
              : no(session);
      // No word has been said, so whoever comes last may join: the first may have lost its node.
      case Connecting joined -> attached(next(joined.attachment(), client, node));
      case Live live ->
          live.setup().mode().spoken()
              ? holder.meets(live.attachment(), next(live.attachment(), client, node))
              : no(session);
      case Interrupted interrupted ->
          now.isAfter(interrupted.resumeBy())
              ? refuse(new ResumeTooLate())
              : attached(next(interrupted.last(), client, node));
      case Absent _ -> refuse(new NoSuchSession());
      case Ended _, Scoring _, Scored _, ScoreFailed _, Discarded _ -> no(session);
    };
  }

  private static Attachment next(Attachment last, String client, String node) {
    return new Attachment(last.epoch() + 1, client, node);
  }

  private static Decision<PracticeEvent, PracticeRejection> attached(Attachment attachment) {
    return accept(new PracticeEvent.ClientAttached(attachment));
  }

  private static Decision<PracticeEvent, PracticeRejection> goLive(
      PracticeSession session, PracticeCommand.GoLive live, Instant now) {
    return switch (session) {
      case Created created ->
          created.setup().mode().spoken()
              ? no(session)
              : accept(wentLive(created.setup(), live, now));
      case Connecting joined ->
          under(
              joined.attachment(), live.epoch(), () -> accept(wentLive(joined.setup(), live, now)));
      case Live already -> under(already.attachment(), live.epoch(), Decision::accept);
      case Absent _ -> refuse(new NoSuchSession());
      case Interrupted _, Ended _, Scoring _, Scored _, ScoreFailed _, Discarded _ -> no(session);
    };
  }

  private static PracticeEvent wentLive(
      SessionSetup setup, PracticeCommand.GoLive live, Instant now) {
    Instant endsBy = now.plus(setup.timeLimit()).plus(GOODBYE);
    return new PracticeEvent.WentLive(now, endsBy, live.partner());
  }

  private static Decision<PracticeEvent, PracticeRejection> takeTurn(
      PracticeSession session, PracticeCommand.TakeTurn take) {
    return switch (session) {
      case Live live ->
          under(live.attachment(), take.epoch(), () -> take(live.course(), take.turn()));
      // What was finished while the connection broke, or while the learner hung up, was still said.
      case Interrupted interrupted ->
          under(interrupted.last(), take.epoch(), () -> take(interrupted.course(), take.turn()));
      case Ended(SessionSetup _, Outcome outcome) -> takeLate(outcome, take);
      case Absent _ -> refuse(new NoSuchSession());
      case Created _, Connecting _, Scoring _, Scored _, ScoreFailed _, Discarded _ -> no(session);
    };
  }

  private static Decision<PracticeEvent, PracticeRejection> take(Course course, FinishedTurn turn) {
    if (course.memory().knows(turn.id())) {
      return accept();
    }
    return course.turns() >= Course.TURNS_MAX
        ? refuse(new TranscriptFull())
        : accept(new PracticeEvent.TurnTaken(turn));
  }

  private static Decision<PracticeEvent, PracticeRejection> takeLate(
      Outcome outcome, PracticeCommand.TakeTurn take) {
    if (take.epoch() != outcome.epoch()) {
      return refuse(new StaleEpoch(take.epoch(), outcome.epoch()));
    }
    if (outcome.lately().contains(take.turn().id())) {
      return accept();
    }
    return outcome.turns() >= Course.TURNS_MAX
        ? refuse(new TranscriptFull())
        : accept(new PracticeEvent.TurnTaken(take.turn()));
  }

  private static Decision<PracticeEvent, PracticeRejection> reachBeat(
      PracticeSession session, PracticeCommand.ReachBeat reach) {
    return inCourse(
        session,
        reach.epoch(),
        course ->
            reach.mark() == course.beats().get(reach.beat())
                ? accept()
                : accept(
                    new PracticeEvent.BeatReached(reach.beat(), reach.mark(), reach.turnId())));
  }

  private static Decision<PracticeEvent, PracticeRejection> giveHint(
      PracticeSession session, PracticeCommand.GiveHint hint) {
    return inCourse(
        session, hint.epoch(), _ -> accept(new PracticeEvent.HintGiven(hint.atMs(), hint.text())));
  }

  /** For what the coach does: it matters while they talk and is worthless afterwards. */
  private static Decision<PracticeEvent, PracticeRejection> inCourse(
      PracticeSession session,
      long epoch,
      Function<Course, Decision<PracticeEvent, PracticeRejection>> then) {
    return switch (session) {
      case Live live -> under(live.attachment(), epoch, () -> then.apply(live.course()));
      case Absent _ -> refuse(new NoSuchSession());
      case Created _,
          Connecting _,
          Interrupted _,
          Ended _,
          Scoring _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          no(session);
    };
  }

  private static Decision<PracticeEvent, PracticeRejection> suspend(
      PracticeSession session, long epoch, Instant now) {
    return switch (session) {
      // Nothing to come back to yet: the learner simply joins again.
      case Connecting joined -> under(joined.attachment(), epoch, Decision::accept);
      case Live live -> under(live.attachment(), epoch, () -> interrupted(epoch, now));
      case Interrupted interrupted -> under(interrupted.last(), epoch, Decision::accept);
      case Absent _ -> refuse(new NoSuchSession());
      case Created _, Ended _, Scoring _, Scored _, ScoreFailed _, Discarded _ -> no(session);
    };
  }

  private static Decision<PracticeEvent, PracticeRejection> interrupted(long epoch, Instant now) {
    return accept(new PracticeEvent.CallInterrupted(epoch, now.plus(RESUME_WITHIN)));
  }

  private static Decision<PracticeEvent, PracticeRejection> end(
      PracticeSession session, EndReason reason, Instant now) {
    return switch (session) {
      case Created _ -> accept(new PracticeEvent.SessionEnded(neverHeld(reason), 0));
      case Connecting _ -> accept(new PracticeEvent.SessionEnded(neverHeld(reason), 0));
      case Live live -> accept(ended(reason, live.course(), now));
      case Interrupted interrupted -> accept(ended(reason, interrupted.course(), now));
      case Ended _, Scoring _, Scored _, ScoreFailed _ -> accept(); // asking twice is harmless
      case Absent _ -> refuse(new NoSuchSession());
      case Discarded _ -> no(session);
    };
  }

  private static EndReason neverHeld(EndReason reason) {
    return reason == EndReason.ENGINE_FAILED || reason == EndReason.CANCELLED
        ? reason
        : EndReason.NEVER_STARTED;
  }

  private static PracticeEvent ended(EndReason reason, Course course, Instant now) {
    long lasted = Duration.between(course.startedAt(), now).toMillis();
    return new PracticeEvent.SessionEnded(reason, Math.max(0, lasted));
  }

  private static Decision<PracticeEvent, PracticeRejection> mindTheClock(
      PracticeSession session, Instant now) {
    return switch (session) {
      case Created created when now.isAfter(created.joinBy()) ->
          end(session, EndReason.NEVER_STARTED, now);
      case Connecting joined when now.isAfter(joined.joinBy()) ->
          end(session, EndReason.NEVER_STARTED, now);
      case Live live when now.isAfter(live.course().endsBy()) ->
          end(session, EndReason.TIME_LIMIT, now);
      case Interrupted interrupted when now.isAfter(interrupted.resumeBy()) ->
          end(session, EndReason.CONNECTION_LOST, now);
      case Absent _ -> refuse(new NoSuchSession());
      case Created _,
          Connecting _,
          Live _,
          Interrupted _,
          Ended _,
          Scoring _,
          Scored _,
          ScoreFailed _,
          Discarded _ ->
          accept();
    };
  }

  private static Decision<PracticeEvent, PracticeRejection> under(
      Attachment holder, long epoch, Supplier<Decision<PracticeEvent, PracticeRejection>> then) {
    return holder.epoch() == epoch ? then.get() : refuse(new StaleEpoch(epoch, holder.epoch()));
  }

  static Decision<PracticeEvent, PracticeRejection> no(PracticeSession session) {
    return refuse(new NotPossibleNow(session.stage()));
  }
}

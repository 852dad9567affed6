package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeDuePort;
import com.quotahit.core.practice.PracticeDuePort.Due;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to practice sessions what has to happen by itself: ends those whose time is up or whose
 * learner has not come back, notices calls whose node is gone, and has finished ones scored. Runs
 * on every node; claims in the database see to it that one of them does each piece of work, and
 * nothing is lost with a node.
 */
public final class PracticeCareProcess {

  /** What the process stands on. */
  public record Parts(
      Entities entities,
      Blocking blocking,
      PracticeDuePort due,
      ScoringProcess scoring,
      CallNews news,
      Supplier<Optional<Set<String>>> living,
      PracticeSettings settings,
      InstantSource clock) {}

  public sealed interface Message {}

  private record Look() implements Message {}

  private record Claimed(List<Due> work) implements Message {}

  private record NotClaimed(Throwable why) implements Message {}

  private record Done() implements Message {}

  private static final Logger LOG = LoggerFactory.getLogger(PracticeCareProcess.class);
  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);
  private static final By CARE = new By.Platform("practice-care");

  private final ActorContext<Message> context;
  private final Parts parts;
  private boolean looking;
  private int running;

  private PracticeCareProcess(ActorContext<Message> context, Parts parts) {
    this.context = context;
    this.parts = parts;
  }

  /**
   * @param parts {@code living} gives the incarnations of the cluster's nodes, or nothing while
   *     this node does not know them all
   */
  public static Behavior<Message> create(Parts parts) {
    return Behaviors.supervise(
            Behaviors.<Message>setup(context ->
                Behaviors.withTimers(timers -> {
                  timers.startTimerWithFixedDelay(new Look(), parts.settings().sweepEvery());
                  return new PracticeCareProcess(context, parts).waiting();
                })))
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
  }

  private Behavior<Message> waiting() {
    return Behaviors.receiveMessage(message -> {
      switch (message) {
        case Look _ -> look();
        case Claimed(List<Due> work) -> {
          looking = false;
          work.forEach(this::take);
        }
        case NotClaimed(Throwable why) -> {
          looking = false;
          LOG.atWarn()
              .addKeyValue("failure", why.getClass().getSimpleName())
              .log("Due practice sessions were not read");
        }
        case Done _ -> running--;
      }
      return Behaviors.same();
    });
  }

  private void look() {
    int room = parts.settings().sweepMost() - running;
    Optional<Set<String>> living = parts.living().get();
    if (looking || room <= 0 || living.isEmpty()) {
      return;
    }
    looking = true;
    context.pipeToSelf(
        parts
            .blocking()
            .run("database", () -> parts.due().claim(living.get(), room, parts.settings().claim())),
        (work, failure) -> failure == null ? new Claimed(work) : new NotClaimed(failure));
  }

  private void take(Due due) {
    running++;
    context.pipeToSelf(
        done(due),
        (_, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("session", due.session().value())
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("A practice session was not taken care of; its claim will run out");
          }
          return new Done();
        });
  }

  private CompletionStage<Void> done(Due due) {
    return switch (due) {
      case PracticeDuePort.Clock(WorkspaceId workspace, SessionId session) ->
          tell(workspace, session, new PracticeCommand.MindTheClock())
              .thenAccept(reply -> tellThoseWhoTalk(session, reply));
      case PracticeDuePort.Orphaned(WorkspaceId workspace, SessionId session, long epoch) ->
          tell(workspace, session, new PracticeCommand.Suspend(epoch)).thenAccept(_ -> {});
      case PracticeDuePort.Score(WorkspaceId workspace, SessionId session) ->
          parts.scoring().score(workspace, session);
    };
  }

  private void tellThoseWhoTalk(
      SessionId session, Reply<PracticeSession, PracticeRejection> reply) {
    if (reply instanceof Reply.Done<PracticeSession, PracticeRejection> done
        && done.state() instanceof PracticeSession.Ended) {
      parts.news().ended(session);
    }
  }

  /** Each claim is a command of its own: the rules make it harmless where it comes too early. */
  private CompletionStage<Reply<PracticeSession, PracticeRejection>> tell(
      WorkspaceId workspace, SessionId session, PracticeCommand command) {
    Directive directive =
        new Directive(
            "care/" + UUID.randomUUID(),
            parts.clock().instant().plus(DECIDE_WITHIN),
            CARE,
            session.value());
    return parts
        .entities()
        .execute(
            PracticeKind.SESSION, new EntityId(workspace, session.value()), command, directive);
  }
}

package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.DueWork;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;

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

  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);
  private static final By CARE = new By.Platform("practice-care");

  private final Parts parts;

  private PracticeCareProcess(Parts parts) {
    this.parts = parts;
  }

  /**
   * @param parts {@code living} gives the incarnations of the cluster's nodes, or nothing while
   *     this node does not know them all
   */
  public static Behavior<DueWork.Message> create(Parts parts) {
    PracticeCareProcess care = new PracticeCareProcess(parts);
    PracticeSettings settings = parts.settings();
    return DueWork.of(
        new DueWork.Sort<>(
            "practice session",
            settings.sweepEvery(),
            settings.sweepMost(),
            settings.claim(),
            care::claim,
            care::done));
  }

  private CompletionStage<List<Due>> claim(int room) {
    return parts
        .living()
        .get()
        .map(living ->
            parts
                .blocking()
                .run("database", () -> parts.due().claim(living, room, parts.settings().claim())))
        .orElseGet(() -> CompletableFuture.completedStage(List.of()));
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

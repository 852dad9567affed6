package com.quotahit.http.practice;

import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.practice.PracticeKind;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.Ids;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.ProblemException;
import com.quotahit.persistence.practice.SessionRow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The session that a request is about, as far as the one who asks may see it. What is not theirs
 * does not exist: the same answer for unknown ids, other workspaces and other people's sessions.
 */
final class Sessions {

  /** A session with the revision it stands at. */
  record Found(SessionId id, PracticeSession session, SessionSetup setup, long revision) {}

  private final PracticeParts parts;
  private final Reach reach;

  Sessions(PracticeParts parts) {
    this.parts = parts;
    this.reach = new Reach(parts.teams());
  }

  /** The learner's own session, now, for acting on it. */
  CompletionStage<Found> own(Call call) {
    SessionId id = id(call);
    return parts
        .entities()
        .read(PracticeKind.SESSION, call.entity(id.value()))
        .thenApply(done ->
            done.state()
                .chosen()
                .filter(setup -> setup.learner().equals(call.user()))
                .map(setup -> new Found(id, done.state(), setup, done.revision()))
                .orElseThrow(Sessions::unknown));
  }

  CompletionStage<Reply<PracticeSession, PracticeRejection>> tell(
      Call call, SessionId id, PracticeCommand command, String step) {
    return parts
        .entities()
        .execute(PracticeKind.SESSION, call.entity(id.value()), command, call.directive(step));
  }

  /** The session's row for reading: one's own, or that of whoever is in one's reach. */
  CompletionStage<SessionRow> row(Call call) {
    SessionId id = id(call);
    return row(call, id);
  }

  CompletionStage<SessionRow> row(Call call, SessionId id) {
    return parts
        .blocking()
        .run("database", () -> parts.queries().find(call.workspace(), id))
        .thenCompose(
            row -> row.isPresent() ? CompletableFuture.completedStage(row) : whenCaughtUp(call, id))
        .thenCompose(row -> readable(call, row.orElseThrow(Sessions::unknown)));
  }

  /** A session that was opened a moment ago may not have its row yet. */
  private CompletionStage<Optional<SessionRow>> whenCaughtUp(Call call, SessionId id) {
    return parts
        .entities()
        .read(PracticeKind.SESSION, call.entity(id.value()))
        .thenCompose(done ->
            done.state() instanceof PracticeSession.Absent
                ? CompletableFuture.completedStage(Optional.<SessionRow>empty())
                : parts
                    .blocking()
                    .run(
                        "database",
                        () -> parts.queries().find(call.workspace(), id, done.revision())));
  }

  private CompletionStage<SessionRow> readable(Call call, SessionRow row) {
    if (row.discardedUntil().isPresent()) {
      throw unknown();
    }
    return reach
        .covers(call, row.learner())
        .thenApply(fine -> {
          if (!fine) {
            throw unknown();
          }
          return row;
        });
  }

  static SessionId id(Call call) {
    return id(call.path("id"));
  }

  static SessionId id(String text) {
    if (!Ids.valid(SessionId.PREFIX, text)) {
      throw unknown();
    }
    return new SessionId(text);
  }

  static ProblemException unknown() {
    return new ProblemException(PracticeProblems.noSuchSession());
  }
}

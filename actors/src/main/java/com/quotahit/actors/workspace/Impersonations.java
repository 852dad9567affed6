package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.ImpersonationPolicy;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.ImpersonationsPort.Ended;
import com.quotahit.core.workspace.ImpersonationsPort.Opened;
import com.quotahit.core.workspace.ImpersonationsPort.Opening;
import com.quotahit.core.workspace.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Begins and ends that a platform admin acts in somebody's name. With every change of who one is
 * the session gets another secret, and what was open under the old one is closed on every node.
 */
public final class Impersonations {

  private static final String LIMIT = "database";

  /** What an admin asks for. */
  public record Wanted(
      UserId user,
      WorkspaceId workspace,
      String reason,
      Impersonation.Mode mode,
      Duration lasting,
      String from,
      String requestId) {}

  /** What becomes of it. */
  public sealed interface Begun {

    /**
     * @param token the session's new secret
     */
    record Yes(Impersonation impersonation, String token) implements Begun {}

    record No(Opened why) implements Begun {}
  }

  private final ImpersonationsPort port;
  private final LiveSessions sessions;
  private final Blocking blocking;
  private final InstantSource clock;
  private final IdSource ids;

  /**
   * @param random for ids
   */
  public Impersonations(
      ImpersonationsPort port,
      LiveSessions sessions,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random) {
    this.port = port;
    this.sessions = sessions;
    this.blocking = blocking;
    this.clock = clock;
    this.ids = IdSource.uuidV7(clock, random);
  }

  public CompletionStage<Begun> begin(Principal admin, String adminName, Wanted wanted) {
    Instant now = clock.instant();
    Duration lasting =
        wanted.lasting().compareTo(ImpersonationPolicy.LONGEST) > 0
            ? ImpersonationPolicy.LONGEST
            : wanted.lasting();
    Impersonation impersonation =
        new Impersonation(
            ids.next("imp"),
            admin.user(),
            adminName,
            wanted.reason(),
            wanted.mode(),
            now.plus(lasting));
    String token = sessions.newSecret();
    Opening opening =
        new Opening(
            impersonation,
            admin.sessionId(),
            wanted.workspace(),
            wanted.user(),
            LiveSessions.sha256(token),
            now,
            wanted.from(),
            wanted.requestId());
    return blocking
        .run(LIMIT, () -> port.begin(opening, ids.next("cns")))
        .thenApply(opened ->
            switch (opened) {
              case Opened.Begun(byte[] before) -> {
                sessions.ended(before, admin.sessionId());
                yield new Begun.Yes(impersonation, token);
              }
              case Opened.NotAllowed _,
                  Opened.NoSuchMember _,
                  Opened.OfAnAdmin _,
                  Opened.ConsentNeeded _ ->
                  new Begun.No(opened);
            });
  }

  /**
   * The admin is themselves again; gives the session's new secret, if there was anything to end.
   */
  public CompletionStage<Optional<String>> end(Principal acting) {
    if (acting.impersonation().isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    String token = sessions.newSecret();
    return blocking
        .run(
            LIMIT,
            () ->
                port.end(
                    acting.impersonation().get().id(), LiveSessions.sha256(token), clock.instant()))
        .thenApply(ended -> {
          ended.ifPresent(this::over);
          return ended.map(_ -> token);
        });
  }

  /** Ends what has run out; call it every few seconds on any node. */
  public CompletionStage<Integer> expire() {
    return blocking
        .run(LIMIT, () -> port.expire(clock.instant()))
        .thenApply(ended -> {
          tell(ended);
          return ended.size();
        });
  }

  /** Closes what is open under impersonations that have ended. */
  void tell(List<Ended> ended) {
    ended.forEach(this::over);
  }

  private void over(Ended ended) {
    sessions.ended(ended.tokenHash(), ended.id());
  }
}

package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Fact;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import com.quotahit.core.workspace.User;
import com.quotahit.core.workspace.UserCommand;
import com.quotahit.core.workspace.UserRejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What platform admins do to accounts. Sessions that die of it die on every node by notice, and so
 * do the keys that the person has made: what is remembered of their workspaces is dropped.
 */
public final class PlatformAdmins {

  private static final String LIMIT = "database";
  private static final int AT_ONCE = 100;
  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);

  private final PlatformAdminsPort port;
  private final LiveSessions sessions;
  private final Impersonations impersonations;
  private final Blocking blocking;
  private final WorkspaceChanges changes;
  private final Entities entities;
  private final InstantSource clock;

  public PlatformAdmins(
      PlatformAdminsPort port,
      LiveSessions sessions,
      Impersonations impersonations,
      Blocking blocking,
      WorkspaceChanges changes,
      Entities entities,
      InstantSource clock) {
    this.port = port;
    this.sessions = sessions;
    this.impersonations = impersonations;
    this.blocking = blocking;
    this.changes = changes;
    this.entities = entities;
    this.clock = clock;
  }

  public CompletionStage<Outcome> act(UserId user, Act act, AuditEntry entry) {
    return blocking
        .run(LIMIT, () -> port.act(user, act, entry))
        .thenApply(outcome -> {
          if (outcome instanceof Outcome.Done done) {
            done.sessions().forEach(dead -> sessions.ended(dead.tokenHash(), dead.sessionId()));
            impersonations.tell(done.impersonations());
            done.workspaces().forEach(changes::changed);
          }
          return outcome;
        })
        // What is not written into the journal at once is written there later.
        .thenCompose(outcome -> tellJournal().handle((_, _) -> outcome));
  }

  /**
   * Writes into the journal of each person that they run the installation or do so no more; call it
   * now and then on any node. The same fact is the same command, so several may do it at once.
   */
  public CompletionStage<Integer> tellJournal() {
    return blocking
        .run(LIMIT, () -> port.facts(AT_ONCE))
        .thenCompose(facts -> {
          CompletionStage<Integer> told = CompletableFuture.completedStage(0);
          for (Fact fact : facts) {
            told = told.thenCompose(before -> tell(fact).thenApply(one -> before + one));
          }
          return told;
        });
  }

  private CompletionStage<Integer> tell(Fact fact) {
    String name = "platform-admin/" + fact.id();
    UserCommand command =
        switch (fact.right()) {
          case GRANTED -> new UserCommand.GrantPlatformAdmin();
          case REVOKED -> new UserCommand.RevokePlatformAdmin();
        };
    return entities
        .execute(
            WorkspaceKinds.USER,
            WorkspaceKinds.user(fact.home(), fact.user()),
            command,
            new Directive(name, clock.instant().plus(DECIDE_WITHIN), fact.by(), name))
        .thenCompose(reply ->
            switch (reply) {
              case Reply.TooLate<User, UserRejection> _ -> CompletableFuture.completedStage(0);
              // A person of whom the journal knows nothing has nothing to be told either.
              case Reply.Done<User, UserRejection> _, Reply.Refused<User, UserRejection> _ ->
                  blocking.run(
                      LIMIT,
                      () -> {
                        port.told(fact);
                        return 1;
                      });
            });
  }
}

package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.workspace.MembershipsPort;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.WorkspaceEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells those who look after members that somebody has joined. Hears a fact again after a restart,
 * so the news carry the fact's place in the journal as their key.
 */
public final class JoinNewsProcess {

  /** A first start hears all that ever happened; what is older than this is no news. */
  private static final Duration NEWS = Duration.ofHours(24);

  private final MembershipsPort memberships;
  private final NotifyPort people;
  private final Blocking blocking;
  private final InstantSource clock;

  public JoinNewsProcess(
      MembershipsPort memberships, NotifyPort people, Blocking blocking, InstantSource clock) {
    this.memberships = memberships;
    this.people = people;
    this.blocking = blocking;
    this.clock = clock;
  }

  public CompletionStage<?> hear(EntityId id, long revision, Recorded<WorkspaceEvent> recorded) {
    return recorded.event() instanceof WorkspaceEvent.MemberJoined joined
            && recorded.at().isAfter(clock.instant().minus(NEWS))
        ? blocking.run("database", () -> tell(id, revision, joined))
        : CompletableFuture.completedStage(null);
  }

  private boolean tell(EntityId id, long revision, WorkspaceEvent.MemberJoined joined) {
    memberships
        .nameOf(joined.user())
        .ifPresent(name ->
            people.tell(
                id.workspace(),
                new NotifyPort.Audience.OthersHolding(joined.user(), Permission.MEMBERS_MANAGE),
                new News.InvitationAccepted(name, joined.role().code().replace('_', ' ')),
                "joined:" + joined.user() + ":" + revision));
    return true;
  }
}

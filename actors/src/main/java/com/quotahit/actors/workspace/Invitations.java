package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.InTurn;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Invitation;
import com.quotahit.core.workspace.InvitationClaimsPort;
import com.quotahit.core.workspace.InvitationClaimsPort.Claim;
import com.quotahit.core.workspace.InvitationsPort;
import com.quotahit.core.workspace.InvitationsPort.Sent;
import com.quotahit.core.workspace.InvitationsPort.Shown;
import com.quotahit.core.workspace.User;
import com.quotahit.core.workspace.UserCommand;
import com.quotahit.core.workspace.UserRejection;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceRejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Inviting people, and taking up an invitation. The invitation is claimed first, by one of however
 * many try; what follows carries its id as a name, so that it can be begun again anywhere after a
 * crash and still happens once.
 */
public final class Invitations {

  private static final String LIMIT = "database";
  private static final Duration COMMAND_MAX = Duration.ofSeconds(10);
  private static final Duration INTERRUPTED_AFTER = Duration.ofSeconds(20);
  private static final int FINISHED_AT_ONCE = 20;
  private static final int OPEN_MAX = 200;

  /** What taking up an invitation comes to. */
  public sealed interface Acceptance {

    record In(Invitation invitation, UserId user) implements Acceptance {}

    record NotYours(Claim why) implements Acceptance {}

    /** It was theirs, but the workspace did not take them. */
    record NotTaken(WorkspaceRejection why) implements Acceptance {}
  }

  private final InvitationsPort port;
  private final InvitationClaimsPort claims;
  private final Workspaces workspaces;
  private final Entities entities;
  private final PasswordHasher hasher;
  private final Blocking blocking;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final IdSource ids;

  /**
   * @param random must be unguessable: links are made from it
   */
  public Invitations(
      InvitationsPort port,
      InvitationClaimsPort claims,
      Workspaces workspaces,
      Entities entities,
      PasswordHasher hasher,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random) {
    this.port = port;
    this.claims = claims;
    this.workspaces = workspaces;
    this.entities = entities;
    this.hasher = hasher;
    this.blocking = blocking;
    this.clock = clock;
    this.random = random;
    this.ids = IdSource.uuidV7(clock, random);
  }

  public CompletionStage<Sent> invite(Invitation invitation, AuditEntry audit) {
    return blocking.run(LIMIT, () -> port.invite(invitation, token(), OPEN_MAX, audit));
  }

  public CompletionStage<Sent> resend(WorkspaceId workspace, String id, AuditEntry audit) {
    Instant until = clock.instant().plus(Invitation.LIFE);
    return blocking.run(LIMIT, () -> port.resend(workspace, id, token(), until, audit));
  }

  public CompletionStage<Boolean> revoke(WorkspaceId workspace, String id, AuditEntry audit) {
    return blocking.run(LIMIT, () -> port.revoke(workspace, id, audit));
  }

  public CompletionStage<List<Invitation>> list(
      WorkspaceId workspace, Optional<String> after, int rows) {
    return blocking.run(LIMIT, () -> port.list(workspace, after, rows));
  }

  public CompletionStage<Optional<Shown>> shown(LinkToken token) {
    return blocking.run(LIMIT, () -> port.shown(token));
  }

  /** By somebody who is signed in. */
  public CompletionStage<Acceptance> accept(LinkToken token, UserId user) {
    return blocking
        .run(LIMIT, () -> claims.claim(token, user, clock.instant()))
        .thenCompose(this::claimed);
  }

  /** By somebody new. The password is hashed only for a link that is still good for something. */
  public CompletionStage<Acceptance> accept(LinkToken token, String name, String password) {
    return shown(token)
        .thenCompose(found -> {
          Optional<Claim> no = found.map(this::hopeless).orElse(Optional.of(new Claim.Unknown()));
          return no.<CompletionStage<Claim>>map(CompletableFuture::completedFuture)
              .orElseGet(() ->
                  hasher
                      .hash(password)
                      .thenCompose(hash ->
                          blocking.run(
                              LIMIT,
                              () ->
                                  claims.claim(
                                      token,
                                      new Account.Newcomer(
                                          new UserId(ids.next(UserId.PREFIX)), name, hash),
                                      clock.instant()))));
        })
        .thenCompose(this::claimed);
  }

  private Optional<Claim> hopeless(Shown shown) {
    Invitation.State state = shown.invitation().state(clock.instant());
    if (state != Invitation.State.PENDING) {
      return Optional.of(new Claim.Gone(state));
    }
    return shown.account().map(_ -> new Claim.HasAccount());
  }

  /** Finishes what was claimed and interrupted; call it now and then on any node. */
  public CompletionStage<Integer> finishInterrupted() {
    Instant before = clock.instant().minus(INTERRUPTED_AFTER);
    return blocking
        .run(LIMIT, () -> claims.interrupted(before, FINISHED_AT_ONCE))
        .thenCompose(found -> InTurn.each("invitation", found, this::claimed));
  }

  private CompletionStage<Acceptance> claimed(Claim claim) {
    return switch (claim) {
      case Claim.Yours yours -> finish(yours);
      case Claim.Gone _, Claim.Unknown _, Claim.OtherAddress _, Claim.HasAccount _ ->
          CompletableFuture.completedFuture(new Acceptance.NotYours(claim));
    };
  }

  private CompletionStage<Acceptance> finish(Claim.Yours claim) {
    Invitation invitation = claim.invitation();
    return registered(claim)
        .thenCompose(_ ->
            workspaces.tell(
                invitation.workspace(),
                new WorkspaceCommand.AddMember(claim.user(), invitation.role(), invitation.team()),
                directive(claim, "member")))
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<?, WorkspaceRejection> _ -> settled(claim, claims::accepted);
              case Reply.Refused<?, WorkspaceRejection>(WorkspaceRejection why) ->
                  refused(claim, why);
              case Reply.TooLate<?, WorkspaceRejection> _ -> late();
            });
  }

  /** A member already has what the invitation promised; any other refusal leaves it open. */
  private CompletionStage<Acceptance> refused(Claim.Yours claim, WorkspaceRejection why) {
    boolean there = why instanceof WorkspaceRejection.AlreadyMember;
    return settled(claim, there ? claims::accepted : claims::released)
        .thenApply(in -> there ? in : new Acceptance.NotTaken(why));
  }

  private CompletionStage<Acceptance> settled(Claim.Yours claim, Consumer<Invitation> how) {
    return blocking.run(
        LIMIT,
        () -> {
          how.accept(claim.invitation());
          return new Acceptance.In(claim.invitation(), claim.user());
        });
  }

  /**
   * Somebody new begins in the workspace that invited them. Whoever began elsewhere is another
   * entity there, and stays absent here.
   */
  private CompletionStage<UserId> registered(Claim.Yours claim) {
    return blocking
        .run(LIMIT, () -> home(claim))
        .thenCompose(home ->
            home
                ? entities
                    .execute(
                        WorkspaceKinds.USER,
                        WorkspaceKinds.user(claim.invitation().workspace(), claim.user()),
                        new UserCommand.Register(claim.name()),
                        directive(claim, "user"))
                    .thenCompose(reply -> known(claim, reply))
                : CompletableFuture.completedFuture(claim.user()));
  }

  private boolean home(Claim.Yours claim) {
    return claims.homeOf(claim.user()).equals(Optional.of(claim.invitation().workspace()));
  }

  private static CompletionStage<UserId> known(
      Claim.Yours claim, Reply<User, UserRejection> reply) {
    return switch (reply) {
      case Reply.Done<User, UserRejection> _, Reply.Refused<User, UserRejection> _ ->
          CompletableFuture.completedFuture(claim.user());
      case Reply.TooLate<User, UserRejection> _ -> late();
    };
  }

  private static <T> CompletionStage<T> late() {
    return CompletableFuture.failedFuture(
        new TimeoutException("taking up an invitation came too late"));
  }

  private Directive directive(Claim.Yours claim, String step) {
    String name = "invitation/" + claim.invitation().id() + "/" + claim.user();
    return new Directive(
        name + "/" + step, clock.instant().plus(COMMAND_MAX), new By.Person(claim.user()), name);
  }

  private LinkToken token() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}

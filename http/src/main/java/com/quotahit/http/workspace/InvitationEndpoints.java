package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Invitations;
import com.quotahit.actors.workspace.Invitations.Acceptance;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SignIn;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.workspace.Invitation;
import com.quotahit.core.workspace.InvitationClaimsPort.Claim;
import com.quotahit.core.workspace.InvitationId;
import com.quotahit.core.workspace.InvitationsPort.Sent;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceRejection;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.InvitationWire.AcceptWire;
import com.quotahit.http.workspace.InvitationWire.AcceptedWire;
import com.quotahit.http.workspace.InvitationWire.ItemWire;
import com.quotahit.http.workspace.InvitationWire.NewWire;
import com.quotahit.http.workspace.InvitationWire.Newcomer;
import com.quotahit.http.workspace.InvitationWire.ShownWire;
import com.quotahit.http.workspace.InvitationWire.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Inviting people into a workspace, and coming in by an invitation. */
public final class InvitationEndpoints {

  private final Invitations invitations;
  private final Workspaces workspaces;
  private final SignIn signIn;
  private final Entrances entrances;
  private final PasswordPolicy policy;

  public InvitationEndpoints(
      Invitations invitations,
      Workspaces workspaces,
      SignIn signIn,
      LiveSessions sessions,
      PasswordPolicy policy) {
    this.invitations = invitations;
    this.workspaces = workspaces;
    this.signIn = signIn;
    this.entrances = new Entrances(sessions);
    this.policy = policy;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/workspace/invitations", "Who was invited, the newest first")
            .needs(Permission.MEMBERS_MANAGE)
            .answersPage(ItemWire.class)
            .by((call, _) -> list(call)),
        Endpoint.post("/workspace/invitations", "Invite somebody by e-mail")
            .needs(Permission.MEMBERS_MANAGE)
            .body(NewWire.class, NewWire::parse)
            .answers(201, ItemWire.class)
            .notWhileImpersonating()
            .by(this::invite),
        Endpoint.delete("/workspace/invitations/{id}", "Take an invitation back")
            .needs(Permission.MEMBERS_MANAGE)
            .answersNothing()
            .by((call, _) -> revoke(call)),
        Endpoint.post("/workspace/invitations/{id}/resend", "Send a new link; the old one is void")
            .needs(Permission.MEMBERS_MANAGE)
            .answers(ItemWire.class)
            .notWhileImpersonating()
            .by((call, _) -> resend(call)),
        Endpoint.get("/invitations/{token}", "What an invitation's link leads to")
            .open()
            .answers(ShownWire.class)
            .by((call, _) -> show(call)),
        Endpoint.post("/invitations/{token}/accept", "Take up an invitation")
            .open()
            .body(AcceptWire.class, wire -> wire.parse(policy))
            .answers(201, AcceptedWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::accept));
  }

  private CompletionStage<Answer<PageWire<ItemWire>>> list(Call call) {
    return invitations
        .list(call.workspace(), call.page().after(), call.page().rows())
        .thenApply(found ->
            Answer.of(
                PageWire.of(
                    found.stream().map(each -> ItemWire.of(each, call.now())).toList(),
                    call.page(),
                    item -> item.id().value())));
  }

  /** Nobody invites anybody to more than they hold themselves. */
  private CompletionStage<Answer<ItemWire>> invite(Call call, Wanted wanted) {
    if (!call.principal().covers(wanted.role())) {
      return CompletableFuture.completedFuture(
          Answer.refused(
              WorkspaceProblems.of(new WorkspaceRejection.BeyondYourRights(wanted.role()))));
    }
    return workspaces
        .read(call.workspace())
        .thenCompose(found -> {
          boolean placed =
              wanted.team().isEmpty()
                  || found
                      .state()
                      .opened()
                      .flatMap(open -> open.teams().find(wanted.team().get()))
                      .isPresent();
          Invitation invitation = invitation(call, wanted);
          return placed
              ? invitations
                  .invite(
                      invitation,
                      call.audit("invitation.sent", "invitation:" + invitation.id())
                          .after(Map.of("role", wanted.role().code(), "to", domain(wanted))))
                  .thenApply(sent -> answer(call, sent))
              : CompletableFuture.completedFuture(
                  Answer.refused(WorkspaceProblems.of(new WorkspaceRejection.NoSuchTeam())));
        });
  }

  /** The log never forgets, so it does not learn the whole address. */
  private static String domain(Wanted wanted) {
    String address = wanted.email().value();
    return "…" + address.substring(address.indexOf('@'));
  }

  private static Invitation invitation(Call call, Wanted wanted) {
    return new Invitation(
        new InvitationId(call.ids().next(InvitationId.PREFIX)),
        call.workspace(),
        wanted.email(),
        wanted.role(),
        wanted.team(),
        Invitation.Standing.PENDING,
        call.user(),
        call.now(),
        call.now().plus(Invitation.LIFE));
  }

  private static Answer<ItemWire> answer(Call call, Sent sent) {
    return switch (sent) {
      case Sent.Invited(Invitation invitation) -> Answer.of(ItemWire.of(invitation, call.now()));
      case Sent.AlreadyMember _ ->
          Answer.refused(WorkspaceProblems.of(new WorkspaceRejection.AlreadyMember()));
      case Sent.AddressNotProven _ ->
          Answer.refused(
              Problem.of(
                  403,
                  "workspace.address-not-proven",
                  "Prove your address first",
                  "Open the link in the letter we sent you, then invite others."));
      case Sent.TooMany(int most) ->
          Answer.refused(
              Problem.of(
                  409,
                  "workspace.too-many-invitations",
                  "Too many invitations",
                  most + " invitations are open, which is the most. Take some back first."));
      case Sent.Gone _ -> Answer.refused(Problem.notFound());
    };
  }

  private CompletionStage<Answer<Nothing>> revoke(Call call) {
    return invitations
        .revoke(
            call.workspace(),
            call.path("id"),
            call.audit("invitation.revoked", "invitation:" + call.path("id")))
        .thenApply(gone -> gone ? Answer.done() : Answer.refused(Problem.notFound()));
  }

  private CompletionStage<Answer<ItemWire>> resend(Call call) {
    return invitations
        .resend(
            call.workspace(),
            call.path("id"),
            call.audit("invitation.resent", "invitation:" + call.path("id")))
        .thenApply(sent -> answer(call, sent));
  }

  private CompletionStage<Answer<ShownWire>> show(Call call) {
    return token(call)
        .map(token ->
            invitations
                .shown(token)
                .thenApply(found ->
                    found
                        .<Answer<ShownWire>>map(shown -> Answer.of(ShownWire.of(shown, call.now())))
                        .orElseGet(() -> Answer.refused(Problem.notFound()))))
        .orElseGet(() -> CompletableFuture.completedFuture(Answer.refused(Problem.notFound())));
  }

  private CompletionStage<Answer<AcceptedWire>> accept(Call call, Newcomer newcomer) {
    Optional<LinkToken> token = token(call);
    if (token.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.refused(Problem.notFound()));
    }
    Optional<Principal> somebody = call.maybePrincipal();
    if (somebody.isPresent()) {
      return closed(somebody.get())
          ? CompletableFuture.completedFuture(
              Answer.refused(Problem.forbidden("Only a person can take up an invitation.")))
          : invitations
              .accept(token.get(), somebody.get().user())
              .thenCompose(acceptance -> moved(call, somebody.get(), acceptance));
    }
    List<FieldProblem> missing = missing(newcomer);
    if (!missing.isEmpty()) {
      return invitations
          .shown(token.get())
          .thenApply(found ->
              Answer.refused(
                  found.isEmpty()
                      ? Problem.notFound()
                      : found.get().account().isPresent()
                          ? problem(new Claim.HasAccount())
                          : Problem.invalid(missing)));
    }
    return invitations
        .accept(token.get(), newcomer.name().get(), newcomer.password().get())
        .thenCompose(acceptance -> begun(call, acceptance));
  }

  /** Keys are nobody, and nobody joins anything in another's name. */
  private static boolean closed(Principal principal) {
    return principal.key().isPresent() || principal.impersonation().isPresent();
  }

  private static List<FieldProblem> missing(Newcomer newcomer) {
    List<FieldProblem> missing = new ArrayList<>();
    if (newcomer.name().isEmpty()) {
      missing.add(new FieldProblem("name", "required", "Enter your name."));
    }
    if (newcomer.password().isEmpty()) {
      missing.add(new FieldProblem("password", "required", "Choose a password."));
    }
    return missing;
  }

  /** Somebody who was signed in goes on in the workspace that they have joined. */
  private CompletionStage<Answer<AcceptedWire>> moved(
      Call call, Principal who, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.In(Invitation invitation, var _) ->
          workspaces
              .enter(who, invitation.workspace())
              .thenCombine(
                  accepted(invitation),
                  (entered, body) ->
                      entered instanceof Workspaces.Entered.In(String token)
                          ? entrances.renewed(call, token, Answer.of(body))
                          : Answer.of(body));
      case Acceptance.NotYours _, Acceptance.NotTaken _ -> refused(acceptance);
    };
  }

  private CompletionStage<Answer<AcceptedWire>> begun(Call call, Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.In(Invitation invitation, var user) ->
          signIn
              .begin(user, invitation.workspace(), Entrances.device(call), SignInMethod.PASSWORD)
              .thenCombine(
                  accepted(invitation), (in, body) -> entrances.begun(call, in, _ -> body));
      case Acceptance.NotYours _, Acceptance.NotTaken _ -> refused(acceptance);
    };
  }

  private CompletionStage<AcceptedWire> accepted(Invitation invitation) {
    return workspaces
        .read(invitation.workspace())
        .thenApply(found ->
            new AcceptedWire(
                new AccountWire.WorkspaceWire(
                    invitation.workspace().value(),
                    found.state().opened().map(Workspace.Open::name).orElse("")),
                invitation.role()));
  }

  private static <O> CompletionStage<Answer<O>> refused(Acceptance acceptance) {
    return CompletableFuture.completedFuture(
        switch (acceptance) {
          case Acceptance.NotYours(Claim why) -> Answer.refused(problem(why));
          case Acceptance.NotTaken(WorkspaceRejection why) ->
              Answer.refused(WorkspaceProblems.of(why));
          case Acceptance.In _ -> throw new IllegalArgumentException("coming in is no problem");
        });
  }

  private static Problem problem(Claim why) {
    return switch (why) {
      case Claim.Unknown _ -> Problem.notFound();
      case Claim.Gone(Invitation.State state) ->
          Problem.of(
              409,
              "workspace.invitation-over",
              "Invitation is over",
              switch (state) {
                case ACCEPTED -> "This invitation was taken up already. Sign in instead.";
                case EXPIRED -> "This invitation has expired. Ask for a new one.";
                case REVOKED -> "This invitation was replaced or taken back. Ask for a new one.";
                case PENDING -> throw new IllegalArgumentException("an open one is not over");
              });
      case Claim.OtherAddress _ ->
          Problem.of(
              403,
              "workspace.other-address",
              "For another address",
              "This invitation is for another e-mail address. Sign in with that account.");
      case Claim.HasAccount _ ->
          Problem.of(
              409,
              "workspace.sign-in-first",
              "Sign in first",
              "There is an account with this address. Sign in, then take up the invitation.");
      case Claim.Yours _ -> throw new IllegalArgumentException("one's own is no problem");
    };
  }

  private static Optional<LinkToken> token(Call call) {
    String text = call.path("token");
    return text.matches("[A-Za-z0-9_-]{16,256}")
        ? Optional.of(new LinkToken(text))
        : Optional.empty();
  }
}

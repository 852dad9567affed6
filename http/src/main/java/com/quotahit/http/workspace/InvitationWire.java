package com.quotahit.http.workspace;

import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Invitation;
import com.quotahit.core.workspace.InvitationId;
import com.quotahit.core.workspace.InvitationsPort.Shown;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations as the world sees them. */
final class InvitationWire {

  private InvitationWire() {}

  record ItemWire(
      InvitationId id,
      String email,
      Role role,
      Optional<TeamId> teamId,
      Invitation.State state,
      Instant createdAt,
      Instant expiresAt,
      UserId invitedBy) {

    static ItemWire of(Invitation invitation, Instant now) {
      return new ItemWire(
          invitation.id(),
          invitation.email().value(),
          invitation.role(),
          invitation.team(),
          invitation.state(now),
          invitation.createdAt(),
          invitation.expiresAt(),
          invitation.invitedBy());
    }
  }

  record NewWire(String email, String role, Optional<String> teamId) {
    Parsed<Wanted> parse() {
      FieldChecks checks = new FieldChecks();
      Optional<EmailAddress> address = checks.nested(EmailAddress.parse("email", email));
      Optional<Role> part = checks.nested(PeopleWire.role("role", role));
      Optional<TeamId> team =
          teamId
              .filter(id -> !id.isEmpty())
              .flatMap(id -> checks.nested(TeamId.parse("teamId", id)));
      return checks.parsed(() -> new Wanted(address.orElseThrow(), part.orElseThrow(), team));
    }
  }

  record Wanted(EmailAddress email, Role role, Optional<TeamId> team) {}

  /** What whoever holds the link may know before they take it up. */
  record ShownWire(
      String workspaceName,
      String email,
      Role role,
      Invitation.State state,
      Instant expiresAt,
      boolean accountExists) {

    static ShownWire of(Shown shown, Instant now) {
      Invitation invitation = shown.invitation();
      return new ShownWire(
          shown.workspaceName(),
          invitation.email().value(),
          invitation.role(),
          invitation.state(now),
          invitation.expiresAt(),
          shown.account().isPresent());
    }
  }

  /**
   * @param name and {@code password}: of somebody who has no account yet; whoever is signed in
   *     sends neither
   */
  record AcceptWire(Optional<String> name, Optional<String> password) {

    Parsed<Newcomer> parse(PasswordPolicy policy) {
      FieldChecks checks = new FieldChecks();
      Optional<String> person = checks.text("name", name, 1, 100);
      password
          .flatMap(p -> policy.weakness(p, List.of(name.orElse(""), "quotahit")))
          .ifPresent(w -> checks.problem("password", w.code(), w.advice()));
      return checks.parsed(() -> new Newcomer(person, password));
    }
  }

  /** Never prints the password. */
  record Newcomer(Optional<String> name, Optional<String> password) {
    @Override
    public String toString() {
      return "Newcomer[redacted]";
    }
  }

  record AcceptedWire(AccountWire.WorkspaceWire workspace, Role role) {}
}

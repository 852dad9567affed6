package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Accounts.Registration;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.AccountsPort.Profile;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.MembershipsPort.Membership;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.SessionsPort;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.workspace.SecondFactorWire.FactorsWire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts as the world sees them. */
final class AccountWire {

  private AccountWire() {}

  record RegisterWire(String email, String password, String name, String workspaceName) {

    Parsed<Registration> parse(PasswordPolicy policy) {
      FieldChecks checks = new FieldChecks();
      Optional<EmailAddress> address = checks.nested(EmailAddress.parse("email", email));
      String person = checks.text("name", name, 1, 100);
      String company = checks.text("workspaceName", workspaceName, 1, 100);
      policy
          .weakness(password, List.of(email, name, workspaceName, "quotahit"))
          .ifPresent(w -> checks.problem("password", w.code(), w.advice()));
      return checks.parsed(() ->
          new Registration(address.orElseThrow(), password, person, company, Optional.empty()));
    }
  }

  /**
   * @param code of a second factor, for accounts that have one
   */
  record LoginWire(String email, String password, Optional<String> code) {

    Parsed<Credentials> parse() {
      FieldChecks checks = new FieldChecks();
      Optional<EmailAddress> address = checks.nested(EmailAddress.parse("email", email));
      checks.require(
          !password.isEmpty() && password.length() <= 4 * PasswordPolicy.LENGTH_MAX,
          "password",
          "invalid",
          "Enter your password.");
      checks.text("code", code, 1, 40);
      return checks.parsed(() -> new Credentials(address.orElseThrow(), password, code));
    }
  }

  /** Never prints the password. */
  record Credentials(EmailAddress email, String password, Optional<String> code) {
    @Override
    public String toString() {
      return "Credentials[redacted]";
    }
  }

  record UserWire(
      String id,
      String name,
      String email,
      boolean emailVerified,
      boolean platformAdmin,
      Instant createdAt) {
    static UserWire of(Profile profile) {
      return new UserWire(
          profile.user().value(),
          profile.name(),
          profile.email().value(),
          profile.emailVerified(),
          profile.platformAdmin(),
          profile.createdAt());
    }
  }

  record WorkspaceWire(String id, String name) {
    static WorkspaceWire of(Profile profile) {
      return new WorkspaceWire(profile.workspace().value(), profile.workspaceName());
    }
  }

  record RegisteredWire(UserWire user, WorkspaceWire workspace) {
    static RegisteredWire of(Profile profile) {
      return new RegisteredWire(UserWire.of(profile), WorkspaceWire.of(profile));
    }
  }

  record ActingAdminWire(String id, String name) {}

  /** Somebody who acts in another's name: what the banner says. */
  record ImpersonationWire(
      String id, ActingAdminWire admin, String reason, Instant until, boolean writable) {

    static ImpersonationWire of(Impersonation acting) {
      return new ImpersonationWire(
          acting.id(),
          new ActingAdminWire(acting.admin().value(), acting.adminName()),
          acting.reason(),
          acting.until(),
          acting.mode() == Impersonation.Mode.WRITABLE);
    }
  }

  /**
   * One of somebody's workspaces.
   *
   * @param deletedUntil it is in the bin, and its owners can bring it back until then
   */
  record MembershipWire(String id, String name, Role role, Optional<Instant> deletedUntil) {
    static MembershipWire of(Membership membership) {
      return new MembershipWire(
          membership.workspace().value(),
          membership.name(),
          membership.role(),
          membership.deletedUntil());
    }
  }

  /**
   * @param mustEnrol whether a second factor has to be set up before the rest is open
   */
  record MeWire(
      UserWire user,
      WorkspaceWire workspace,
      Role role,
      List<String> permissions,
      List<PlanModule> modules,
      Optional<ImpersonationWire> impersonation,
      List<MembershipWire> workspaces,
      FactorsWire secondFactor,
      boolean mustEnrol) {

    static MeWire of(
        Profile profile,
        Set<PlanModule> modules,
        Optional<Impersonation> impersonation,
        boolean adminsNeedSecondFactor) {
      return new MeWire(
          UserWire.of(profile),
          WorkspaceWire.of(profile),
          profile.role(),
          profile.role().permissions().stream().map(Permission::code).toList(),
          modules.stream().sorted().toList(),
          impersonation.map(ImpersonationWire::of),
          profile.workspaces().stream().map(MembershipWire::of).toList(),
          FactorsWire.of(profile.factors()),
          adminsNeedSecondFactor && profile.platformAdmin() && !profile.factors().any());
    }
  }

  record SessionWire(
      String id,
      boolean current,
      Instant createdAt,
      Instant lastSeenAt,
      String userAgent,
      String ip) {

    static SessionWire of(SessionsPort.Session session, Principal asking) {
      return new SessionWire(
          session.id(),
          session.id().equals(asking.sessionId()),
          session.createdAt(),
          session.lastSeenAt(),
          session.userAgent(),
          session.ip());
    }
  }
}

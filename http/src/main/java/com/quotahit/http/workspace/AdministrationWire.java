package com.quotahit.http.workspace;

import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.ImpersonationPolicy;
import com.quotahit.core.workspace.ImpersonationsPort.Consent;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Membership;
import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import com.quotahit.core.workspace.PlatformAdminsPort.WorkspaceSeen;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.FieldChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What platform admins see and send. */
final class AdministrationWire {

  private AdministrationWire() {}

  record MembershipWire(String id, String name, Role role) {
    static MembershipWire of(Membership membership) {
      return new MembershipWire(
          membership.workspace().value(), membership.name(), membership.role());
    }
  }

  record PersonWire(
      String id,
      String name,
      String email,
      PlatformAdminsPort.Status status,
      boolean platformAdmin,
      List<MembershipWire> workspaces,
      Optional<Instant> lastSeenAt,
      Instant createdAt,
      boolean secondFactor,
      Optional<String> suspendedReason) {

    static PersonWire of(Person person) {
      return new PersonWire(
          person.user().value(),
          person.name(),
          person.email(),
          person.status(),
          person.platformAdmin(),
          person.workspaces().stream().map(MembershipWire::of).toList(),
          person.lastSeenAt(),
          person.createdAt(),
          person.secondFactor(),
          Optional.of(person.suspendedReason()).filter(reason -> !reason.isEmpty()));
    }
  }

  record WorkspaceSeenWire(
      String id, String name, int members, List<String> owners, boolean consentRequired) {
    static WorkspaceSeenWire of(WorkspaceSeen seen) {
      return new WorkspaceSeenWire(
          seen.workspace().value(), seen.name(), seen.members(), seen.owners(), seen.consent());
    }
  }

  /**
   * @param reassignTo who gets what the person owns; needed where others work with them
   */
  record DeleteWire(Optional<String> reassignTo) {
    Parsed<Optional<UserId>> parse() {
      FieldChecks checks = new FieldChecks();
      checks.require(
          reassignTo.filter(id -> !Ids.valid(UserId.PREFIX, id)).isEmpty(),
          "reassignTo",
          "invalid",
          "Name a user by their id.");
      return checks.parsed(() -> reassignTo.map(UserId::new));
    }
  }

  record ReasonWire(String reason) {
    Parsed<String> parse() {
      FieldChecks checks = new FieldChecks();
      String text = checks.text("reason", reason, 3, 300);
      return checks.parsed(() -> text);
    }
  }

  /**
   * @param workspaceId where the user is looked at; their first workspace when left out
   * @param writable to change something as well; looking only when left out
   * @param minutes 1 to 60; as the installation has it when left out
   */
  record ImpersonateWire(
      String userId,
      Optional<String> workspaceId,
      String reason,
      Optional<Boolean> writable,
      Optional<Integer> minutes) {

    Parsed<Asked> parse() {
      FieldChecks checks = new FieldChecks();
      checks.require(
          Ids.valid(UserId.PREFIX, userId), "userId", "invalid", "Name a user by their id.");
      checks.require(
          workspaceId.filter(id -> !Ids.valid(WorkspaceId.PREFIX, id)).isEmpty(),
          "workspaceId",
          "invalid",
          "Name a workspace by its id.");
      checks.require(
          ImpersonationPolicy.says(reason),
          "reason",
          "too_short",
          "Say why, in "
              + ImpersonationPolicy.REASON_MIN
              + " to "
              + ImpersonationPolicy.REASON_MAX
              + " characters. The owner of the workspace reads it.");
      minutes.ifPresent(
          m -> checks.range("minutes", m, 1, ImpersonationPolicy.LONGEST.toMinutes()));
      return checks.parsed(() ->
          new Asked(
              new UserId(userId),
              workspaceId.map(WorkspaceId::new),
              reason.strip(),
              writable.orElse(false) ? Impersonation.Mode.WRITABLE : Impersonation.Mode.READ_ONLY,
              minutes.map(Duration::ofMinutes)));
    }
  }

  record Asked(
      UserId user,
      Optional<WorkspaceId> workspace,
      String reason,
      Impersonation.Mode mode,
      Optional<Duration> lasting) {}

  record ImpersonatingWire(String id, Instant until, boolean writable) {
    static ImpersonatingWire of(Impersonation impersonation) {
      return new ImpersonatingWire(
          impersonation.id(),
          impersonation.until(),
          impersonation.mode() == Impersonation.Mode.WRITABLE);
    }
  }

  /**
   * @param consentRequired whether an owner is asked before a platform admin may look in
   */
  record ImpersonationTermsWire(boolean consentRequired) {}

  record DecisionWire(boolean granted) {}

  record ConsentWire(
      String id,
      PersonNamedWire admin,
      PersonNamedWire user,
      String reason,
      Consent.Stage state,
      Instant askedAt,
      Instant until) {

    static ConsentWire of(Consent consent) {
      return new ConsentWire(
          consent.id(),
          new PersonNamedWire(consent.admin().value(), consent.adminName()),
          new PersonNamedWire(consent.user().value(), consent.userName()),
          consent.reason(),
          consent.stage(),
          consent.askedAt(),
          consent.until());
    }
  }

  record PersonNamedWire(String id, String name) {}

  static Optional<PlatformAdminsPort.Status> status(String text) {
    return Optional.of(PlatformAdminsPort.Status.valueOf(text.toUpperCase(Locale.ROOT)));
  }
}

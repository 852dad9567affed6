package com.quotahit.actors.workspace;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.SessionsPort.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/**
 * Writes down who came in and who was kept out, in the log of the workspace that it is about. Of an
 * address without an account nothing is written, so that strangers cannot fill anybody's log; and
 * of an account only what the throttle has let through. Blocks shortly.
 */
public final class SignInLog {

  /** What did not fit. */
  enum Missing {
    PASSWORD,
    CODE,
    /** It answered as one that was copied would. */
    PASSKEY
  }

  private final AuditPort audit;
  private final InstantSource clock;

  public SignInLog(AuditPort audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  void in(Session session, WorkspaceId workspace, Device device) {
    audit.append(
        workspace,
        new AuditEntry(
            "sign-in.done",
            "user:" + session.user(),
            Map.of(),
            Map.of(
                "method", session.proof().by().name().toLowerCase(Locale.ROOT),
                "session", session.id()),
            new By.Person(session.user()),
            device.from().getHostAddress(),
            device.requestId(),
            clock.instant()));
  }

  /** Whoever it was is not known to be the person. */
  void keptOut(Account account, Missing what, Device device) {
    audit.append(
        account.home(),
        new AuditEntry(
            "sign-in.refused",
            "user:" + account.user(),
            Map.of(),
            Map.of("wrong", what.name().toLowerCase(Locale.ROOT)),
            new By.Platform("sign-in"),
            device.from().getHostAddress(),
            device.requestId(),
            clock.instant()));
  }

  /**
   * Somebody came back from a company's provider and was not let in; who it was is not known. Each
   * one went there from here before, as often as the throttle let them.
   */
  void keptOut(WorkspaceId workspace, CompanySignIn.Refusal why, Device device) {
    audit.append(
        workspace,
        new AuditEntry(
            "sign-in.refused",
            "workspace:" + workspace,
            Map.of(),
            Map.of("company", why.code()),
            new By.Platform("sign-in"),
            device.from().getHostAddress(),
            device.requestId(),
            clock.instant()));
  }

  /** For the transaction that sets the password. */
  static AuditEntry passwordReset(Account account, Device device, Instant now) {
    return new AuditEntry(
        "password.reset",
        "user:" + account.user(),
        Map.of(),
        Map.of("by", "link"),
        new By.Person(account.user()),
        device.from().getHostAddress(),
        device.requestId(),
        now);
  }
}

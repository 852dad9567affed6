package com.quotahit.http.notifications;

import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.MailStatePort;
import java.time.Instant;
import java.util.Optional;

/**
 * Which way letters go. The password is never among it.
 *
 * @param sandbox letters stay in the sandbox's inbox
 * @param stopped the mail server does not let us in; nothing is sent until somebody has looked
 */
public record MailSettingsWire(
    String host,
    int port,
    TlsWire tls,
    Optional<String> username,
    boolean passwordSet,
    String from,
    OriginWire origin,
    boolean sandbox,
    Optional<StoppedWire> stopped) {

  /** How the line is protected. */
  public enum TlsWire {
    STARTTLS,
    TLS,
    NONE;

    static TlsWire of(MailAccount.Safety safety) {
      return switch (safety) {
        case STARTTLS -> STARTTLS;
        case TLS -> TLS;
        case LOOPBACK -> NONE;
      };
    }

    MailAccount.Safety safety() {
      return switch (this) {
        case STARTTLS -> MailAccount.Safety.STARTTLS;
        case TLS -> MailAccount.Safety.TLS;
        case NONE -> MailAccount.Safety.LOOPBACK;
      };
    }
  }

  /** Who decided it. */
  public enum OriginWire {
    SANDBOX,
    ENVIRONMENT,
    ADMIN
  }

  /**
   * @param problem the mail server's code
   */
  public record StoppedWire(String problem, Instant at) {}

  static MailSettingsWire of(MailRoute route, Optional<MailStatePort.Stop> stop) {
    MailAccount account = route.account();
    return new MailSettingsWire(
        route.simulated() ? "" : account.host(),
        route.simulated() ? 587 : account.port(),
        route.simulated() ? TlsWire.STARTTLS : TlsWire.of(account.safety()),
        account.login().map(MailAccount.Login::user),
        account.login().isPresent(),
        account.from(),
        OriginWire.valueOf(route.origin().name()),
        route.simulated(),
        stop.map(found -> new StoppedWire(found.problem(), found.at())));
  }
}

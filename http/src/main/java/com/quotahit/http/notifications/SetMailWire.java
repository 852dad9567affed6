package com.quotahit.http.notifications;

import com.quotahit.actors.notifications.MailDesk;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.http.edge.FieldChecks;
import java.util.Optional;

/**
 * The mail server to use.
 *
 * @param username left out when the server wants none
 * @param password left out to keep the one that is set
 */
public record SetMailWire(
    String host,
    int port,
    MailSettingsWire.TlsWire tls,
    Optional<String> username,
    Optional<String> password,
    String from) {

  private static final int TEXT_MAX = 320;

  Parsed<MailDesk.Wish> parse() {
    FieldChecks checks = new FieldChecks();
    String server = checks.text("host", host, 1, 253);
    checks.require(
        server.matches("[A-Za-z0-9._:\\[\\]-]{1,253}"),
        "host",
        "invalid",
        "Write the server's name, such as smtp.example.com.");
    checks.range("port", port, 1, 65_535);
    checks.require(
        tls != MailSettingsWire.TlsWire.NONE || MailAccount.loopback(server),
        "tls",
        "required",
        "Only a server on this same machine may go without TLS.");
    String sender = checks.text("from", from, 3, 254);
    checks.require(
        Letter.addressed(sender), "from", "invalid", "Write an address such as mail@example.com.");
    Optional<String> user =
        checks.text("username", username.filter(text -> !text.isBlank()), 1, TEXT_MAX);
    Optional<String> secret = password.filter(text -> !text.isBlank());
    checks.require(
        secret.map(String::length).orElse(0) <= 1_000,
        "password",
        "too_long",
        "At most 1000 characters are possible.");
    return checks.parsed(
        () -> new MailDesk.Wish(server, port, tls.safety(), user, secret.map(Secret::new), sender));
  }

  /** Not the password. */
  @Override
  public String toString() {
    return "SetMailWire[" + host + "]";
  }
}

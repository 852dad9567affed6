package com.quotahit.actors.providers.smtp;

import com.quotahit.actors.notifications.LetterPress;
import com.quotahit.core.json.Json;
import com.quotahit.core.json.WaitingLetter;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.Template;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A sender with short waits, towards a server of the test's own. */
final class SmtpSettingsForTests {

  static final WorkspaceId WORKSPACE = new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav");
  static final SmtpSettings SHORT =
      new SmtpSettings(
          Optional.empty(),
          "quotahit@quota.example",
          "quota.example",
          Duration.ofSeconds(2),
          Duration.ofMillis(700),
          Duration.ofMillis(2500));

  static final SealPort SEAL = new SealInMemory();

  private SmtpSettingsForTests() {}

  static MailAccount plain(int port) {
    return new MailAccount(
        "127.0.0.1", port, MailAccount.Safety.LOOPBACK, Optional.empty(), SHORT.from());
  }

  static SmtpSender sender(MailAccount account, MailStateInMemory state, Consumer<String> stopped) {
    return sender(account, MailRoute.Origin.ENVIRONMENT, state, stopped, defaultTrust());
  }

  static SmtpSender sender(
      MailAccount account,
      MailRoute.Origin origin,
      MailStateInMemory state,
      Consumer<String> stopped,
      SSLContext trust) {
    return new SmtpSender(
        new SmtpSender.Parts(
            SHORT,
            trust,
            new LetterPress(URI.create("https://quota.example")),
            () -> new MailRoute(account, origin),
            state,
            state.inbox(),
            () -> Instant.parse("2026-11-23T12:30:00Z"),
            SEAL,
            stopped));
  }

  static SSLContext defaultTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static OutboxItem item(String key, String to, long fence) {
    return item(
        key,
        new Letter(to, new Template.Notice("Hello", "Something happened.", "/home"), key),
        fence);
  }

  static OutboxItem item(String key, Letter letter, long fence) {
    try {
      return new OutboxItem(
          1,
          WORKSPACE,
          SmtpSender.KIND,
          key,
          Json.mapper().writeValueAsString(WaitingLetter.of(letter, WORKSPACE, SEAL)),
          fence,
          0);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

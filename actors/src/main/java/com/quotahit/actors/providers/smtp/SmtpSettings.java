package com.quotahit.actors.providers.smtp;

import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.SettingRange;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailAccount;
import com.typesafe.config.Config;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * How letters are sent; read once from {@code quotahit.mail}. A bad value stops the start.
 *
 * @param account from the environment; empty leaves it to the admin's settings
 * @param connect for the connection to come about
 * @param answer for each answer of the server
 * @param wall for one letter as a whole; shorter than the outbox's lease
 */
public record SmtpSettings(
    Optional<MailAccount> account,
    String from,
    String ourName,
    Duration connect,
    Duration answer,
    Duration wall) {

  public SmtpSettings {
    SettingRange.require(
        "quotahit.mail.connect", connect, Duration.ofMillis(50), Duration.ofSeconds(30));
    SettingRange.require(
        "quotahit.mail.answer", answer, Duration.ofMillis(50), Duration.ofSeconds(45));
    SettingRange.require(
        "quotahit.mail.wall", wall, Duration.ofMillis(100), Duration.ofSeconds(50));
    SettingRange.require("quotahit.mail.from", from, Letter.addressed(from), "an e-mail address");
  }

  /**
   * @param ourName how the machine names itself to mail servers and in message ids, by default the
   *     host of the public address
   */
  public static SmtpSettings from(Config root, String ourName) {
    Config mail = root.getConfig("quotahit.mail");
    String from = mail.getString("from").isBlank() ? "quotahit@" + ourName : mail.getString("from");
    String url = mail.getString("url");
    return new SmtpSettings(
        url.isBlank() ? Optional.empty() : Optional.of(account(url, from)),
        from,
        ourName,
        mail.getDuration("connect"),
        mail.getDuration("answer"),
        mail.getDuration("wall"));
  }

  /** {@code smtp://user:password@host:587} or {@code smtps://…}; the problem never repeats it. */
  private static MailAccount account(String url, String from) {
    try {
      URI uri = new URI(url);
      boolean tls = "smtps".equals(uri.getScheme());
      if ((!tls && !"smtp".equals(uri.getScheme())) || uri.getHost() == null) {
        throw new IllegalArgumentException("no host, or another scheme");
      }
      return new MailAccount(
          uri.getHost(),
          uri.getPort() > 0 ? uri.getPort() : tls ? 465 : 587,
          tls
              ? MailAccount.Safety.TLS
              : MailAccount.loopback(uri.getHost())
                  ? MailAccount.Safety.LOOPBACK
                  : MailAccount.Safety.STARTTLS,
          login(uri.getRawUserInfo()),
          from);
    } catch (java.net.URISyntaxException | IllegalArgumentException e) {
      // Without the cause: its message repeats the address and with it the password.
      throw new IllegalArgumentException(
          "quotahit.mail.url (QUOTAHIT_SMTP_URL) must be smtp://user:password@host:port or"
              + " smtps://…, with signs such as @ in the password written as %40");
    }
  }

  private static Optional<MailAccount.Login> login(
      @org.jspecify.annotations.Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    if (colon <= 0 || colon == userInfo.length() - 1) {
      throw new IllegalArgumentException("a user without a password");
    }
    return Optional.of(
        new MailAccount.Login(
            decoded(userInfo.substring(0, colon)),
            new Secret(decoded(userInfo.substring(colon + 1)))));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

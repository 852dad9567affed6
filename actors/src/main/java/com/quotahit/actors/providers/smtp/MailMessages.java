package com.quotahit.actors.providers.smtp;

import com.quotahit.actors.notifications.PrintedLetter;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;

/** Makes the mail of a printed letter: text first, then HTML, under an id that stays the same. */
final class MailMessages {

  private MailMessages() {}

  /**
   * @param messageId without its angle brackets
   */
  static MimeMessage of(
      Session session, PrintedLetter letter, String from, String to, String messageId, Instant at) {
    return EmailConverter.emailToMimeMessage(
        EmailBuilder.startingBlank()
            .from("QuotaHit", from)
            .to(to)
            .withSubject(letter.subject())
            .withPlainText(letter.text())
            .withHTMLText(letter.html())
            .withHeader("Auto-Submitted", "auto-generated")
            .withHeader("X-Auto-Response-Suppress", "All")
            .fixingMessageId("<" + messageId + ">")
            .fixingSentDate(Date.from(at))
            .buildEmail(),
        session);
  }

  /** Known before the first try: of the same effect always the same, and telling nothing of it. */
  static String id(String workspace, String businessKey, String host) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((workspace + "\n" + businessKey).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 20) + "@" + host;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package com.quotahit.actors.providers.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's answer by its numbers: the reply code of RFC 5321 and, where there is one, the
 * enhanced code of RFC 3463, which says more.
 *
 * @param enhanced such as {@code 5.1.1}, or empty
 */
record SmtpReply(int code, String enhanced) {

  private static final Pattern ENHANCED =
      Pattern.compile("(?:^|[ -])([245]\\.\\d{1,3}\\.\\d{1,3})(?=\\s|$)");

  static SmtpReply of(int code, String line) {
    Matcher found = ENHANCED.matcher(line.lines().findFirst().orElse(""));
    return new SmtpReply(code, found.find() ? found.group(1) : "");
  }

  /** What a refusal means. */
  SmtpVerdict verdict() {
    if (code >= 530 && code <= 538 && code != 533) {
      return new SmtpVerdict.AccountRefused(text());
    }
    if (enhanced.equals("5.2.2") || enhanced.equals("4.2.2")) {
      return new SmtpVerdict.MailboxFull(text());
    }
    if (code >= 400 && code < 500) {
      return new SmtpVerdict.Temporary(text());
    }
    return switch (enhanced) {
      case "5.1.1", "5.1.2", "5.1.10" -> new SmtpVerdict.NoSuchAddress(text());
      default -> new SmtpVerdict.Refused(text());
    };
  }

  /** As it is kept and shown: numbers only. */
  String text() {
    return enhanced.isEmpty() ? String.valueOf(code) : code + " " + enhanced;
  }
}

package com.quotahit.core.shared.mail;

import com.quotahit.core.shared.Secret;
import java.util.Locale;
import java.util.Optional;

/**
 * The account at a mail server from which letters are sent.
 *
 * @param from the address in the letters' head, in its plain form
 */
public record MailAccount(
    String host, int port, Safety safety, Optional<Login> login, String from) {

  /** How the line is protected. */
  public enum Safety {
    /** Plain greeting, then TLS or nothing. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS,
    /** None; only to this same machine. */
    LOOPBACK;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Prints no password: {@link Secret} does not. */
  public record Login(String user, Secret password) {}

  public MailAccount {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a mail server's port is 1 to 65535, not " + port);
    }
    if (!host.matches("[A-Za-z0-9._:\\[\\]-]{1,253}")) {
      throw new IllegalArgumentException("not the name of a mail server");
    }
    if (!Letter.addressed(from)) {
      throw new IllegalArgumentException("not an e-mail address to send from");
    }
    if (safety == Safety.LOOPBACK && !loopback(host)) {
      throw new IllegalArgumentException("only a mail server on this machine may go without TLS");
    }
  }

  /** By its name alone; nothing is looked up. */
  public static boolean loopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || name.equals("::1")
        || name.equals("[::1]");
  }
}

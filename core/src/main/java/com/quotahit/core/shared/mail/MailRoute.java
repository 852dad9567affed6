package com.quotahit.core.shared.mail;

import java.util.Locale;

/** Which way letters go today, and who decided so. */
public record MailRoute(MailAccount account, Origin origin) {

  public enum Origin {
    /** Nobody gave a mail server: letters stay in this installation's own inbox. */
    SANDBOX,
    ENVIRONMENT,
    ADMIN;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean simulated() {
    return origin == Origin.SANDBOX;
  }
}

package com.quotahit.core.shared.mail;

/** Says which way letters go. Blocks shortly. */
@FunctionalInterface
public interface MailRoutePort {
  MailRoute route();
}

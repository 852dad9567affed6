package com.quotahit.core.shared.mail;

import com.quotahit.core.shared.Sealed;
import java.util.Optional;

/** The mail server that a platform admin has set; at most one. Every call blocks shortly. */
public interface MailSettingsPort {

  /**
   * @param password sealed to this host, port and user
   */
  record Stored(
      String host,
      int port,
      MailAccount.Safety safety,
      Optional<String> user,
      Optional<Sealed> password,
      String from) {}

  Optional<Stored> read();

  void write(Stored settings);

  /** Letters go into the sandbox again. */
  boolean remove();
}

package com.quotahit.core.shared.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The inbox in which letters stay while there is no mail server: bounded in number and age, the
 * oldest go first. Every call blocks shortly.
 */
public interface SandboxMailPort {

  /**
   * @param messageId without its angle brackets
   */
  record Arrived(String messageId, String to, String subject, String text, String html) {}

  record Kept(
      String id,
      String messageId,
      String to,
      String subject,
      Instant at,
      String text,
      String html) {}

  void keep(Arrived letter);

  /**
   * The newest first.
   *
   * @param before the id after which to go on, for the next page
   */
  List<Kept> list(Optional<String> to, Optional<String> before, int most);

  Optional<Kept> find(String id);

  boolean arrived(String messageId);

  int clear();
}

package com.quotahit.http.notifications;

import com.quotahit.core.shared.mail.SandboxMailPort;
import java.time.Instant;

/**
 * A letter in the sandbox's inbox.
 *
 * @param simulated always true: nobody but this inbox has it
 */
public record LetterWire(
    String id, String to, String subject, Instant at, String text, String html, boolean simulated) {

  static LetterWire of(SandboxMailPort.Kept letter) {
    return new LetterWire(
        letter.id(),
        letter.to(),
        letter.subject(),
        letter.at(),
        letter.text(),
        letter.html(),
        true);
  }
}

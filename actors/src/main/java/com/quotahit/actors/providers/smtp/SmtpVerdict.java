package com.quotahit.actors.providers.smtp;

/** What is known after one letter was tried. Texts of servers are not among it, only codes. */
sealed interface SmtpVerdict {

  /** The server has it; it may still bounce. */
  record Accepted(String queueId) implements SmtpVerdict {}

  /** Not now: a greylist, a full queue, a busy server. */
  record Temporary(String code) implements SmtpVerdict {}

  /** The mailbox is full: it may be emptied, or nobody reads it any more. */
  record MailboxFull(String code) implements SmtpVerdict {}

  /** There is no such mailbox. */
  record NoSuchAddress(String code) implements SmtpVerdict {}

  /** This letter is not taken: policy, size, contents. */
  record Refused(String code) implements SmtpVerdict {}

  /** We are not let in: every letter would fare the same. */
  record AccountRefused(String code) implements SmtpVerdict {}

  /** No conversation came about, or it broke before the letter was handed over. */
  record Unreachable(String why) implements SmtpVerdict {}

  /** It broke after the letter was handed over and before the answer: nobody knows. */
  record FateUnknown(String why) implements SmtpVerdict {}
}

package com.quotahit.actors.sandbox.openai;

import java.time.Duration;
import java.util.Optional;

/** Ways in which a provider fails, to be asked of the stand-in by tests and by partners. */
public sealed interface SandboxFault {

  /** 429 of the kind that goes away. */
  record RateLimited(Optional<Duration> retryAfter) implements SandboxFault {}

  /** 429 of the kind that needs a payment. */
  record QuotaExhausted() implements SandboxFault {}

  record ServerError(int status) implements SandboxFault {}

  /** Takes the request and says nothing. */
  record Stall() implements SandboxFault {}

  /** A stream that says so many words and then nothing. */
  record HangAfter(int words) implements SandboxFault {}

  /** A stream with an error object after so many words. */
  record BreakAfter(int words) implements SandboxFault {}

  /** A stream whose connection is cut after so many words. */
  record CutAfter(int words) implements SandboxFault {}

  /** A stream with so long between words. */
  record Drip(Duration each) implements SandboxFault {}

  /** Status 200 and bytes that mean nothing. */
  record Garbage() implements SandboxFault {}

  /** An answer of so many bytes. */
  record Oversize(long bytes) implements SandboxFault {}

  record Refuse() implements SandboxFault {}

  /** A well-formed answer with nothing in it. */
  record Empty() implements SandboxFault {}
}

package com.quotahit.core.practice;

/** One finished turn of a practice call, as graders and metrics see it. */
public record Turn(String id, Speaker speaker, String text, long startMs, long endMs) {

  public enum Speaker {
    USER,
    PERSONA;

    public String wire() {
      return WireNames.of(this);
    }
  }

  public long durationMs() {
    return endMs - startMs;
  }
}

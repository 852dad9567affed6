package com.quotahit.core.voice;

/**
 * One turn that is over, as both sides heard it.
 *
 * @param text for an interrupted persona only what was heard
 * @param startMs position in the caller's sound, over all connections of the call
 */
public record FinishedTurn(
    String id, Speaker speaker, String text, long startMs, long endMs, boolean interrupted) {

  public enum Speaker {
    CALLER("user"),
    PERSONA("persona");

    private final String wire;

    Speaker(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  public FinishedTurn movedBy(long ms) {
    return new FinishedTurn(
        id, speaker, text, Math.max(0, startMs + ms), Math.max(0, endMs + ms), interrupted);
  }
}

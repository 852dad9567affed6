package com.quotahit.core.models;

/**
 * Tokens of one answer.
 *
 * @param in all that was read, cached or not
 * @param cachedIn the part of it that the provider had read before
 * @param out all that was written
 * @param how who counted
 */
public record TokenUse(long in, long cachedIn, long out, Counted how) {

  public enum Counted {
    MEASURED,
    /** By us, where the provider said nothing: four letters make a token. */
    ESTIMATED
  }

  public TokenUse {
    if (in < 0 || cachedIn < 0 || cachedIn > in || out < 0) {
      throw new IllegalArgumentException("no tokens: " + in + ", " + cachedIn + ", " + out);
    }
  }

  /** Measured together with what was measured before. */
  public TokenUse plus(TokenUse more) {
    return new TokenUse(in + more.in, cachedIn + more.cachedIn, out + more.out, how);
  }

  public static TokenUse measured(long in, long cachedIn, long out) {
    long read = Math.max(0, in);
    return new TokenUse(read, Math.clamp(cachedIn, 0, read), Math.max(0, out), Counted.MEASURED);
  }

  public static TokenUse estimated(long lettersIn, long lettersOut) {
    return new TokenUse((lettersIn + 3) / 4, 0, (lettersOut + 3) / 4, Counted.ESTIMATED);
  }
}

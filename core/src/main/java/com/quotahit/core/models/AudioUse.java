package com.quotahit.core.models;

/**
 * The spoken part of what a conversation took. Its tokens are among those of {@link TokenUse}.
 *
 * @param tokensIn sound that was read, cached or not
 * @param cachedIn the part of it that the provider had read before
 * @param tokensOut sound that was made
 * @param heardMs caller's sound that was handed over
 * @param spokenMs sound that came back
 */
public record AudioUse(long tokensIn, long cachedIn, long tokensOut, long heardMs, long spokenMs) {

  public static final AudioUse NONE = new AudioUse(0, 0, 0, 0, 0);

  public AudioUse {
    if (tokensIn < 0 || cachedIn < 0 || cachedIn > tokensIn || tokensOut < 0) {
      throw new IllegalArgumentException(
          "no audio tokens: " + tokensIn + ", " + cachedIn + ", " + tokensOut);
    }
    if (heardMs < 0 || spokenMs < 0) {
      throw new IllegalArgumentException("no time: " + heardMs + " ms, " + spokenMs + " ms");
    }
  }

  public AudioUse plus(AudioUse more) {
    return new AudioUse(
        tokensIn + more.tokensIn,
        cachedIn + more.cachedIn,
        tokensOut + more.tokensOut,
        heardMs + more.heardMs,
        spokenMs + more.spokenMs);
  }
}

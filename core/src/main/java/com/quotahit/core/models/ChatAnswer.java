package com.quotahit.core.models;

/**
 * A whole answer.
 *
 * @param simulated true when no language model wrote it
 */
public record ChatAnswer(
    String text, String provider, String model, Usage usage, boolean simulated) {

  /** Tokens as the provider counted them. */
  public record Usage(long promptTokens, long completionTokens) {}
}

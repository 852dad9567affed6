package com.quotahit.core.models;

import java.util.concurrent.CompletionStage;

/** Turns a sentence into a direction in meaning: near in meaning, near in angle. */
public interface SentenceEmbedderPort {

  /** Unit vector (L2 norm 1) of fixed length; text beyond 256 tokens is ignored. */
  CompletionStage<float[]> embed(String text);

  /** Cosine of two unit vectors, in [-1, 1]. */
  static double similarity(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

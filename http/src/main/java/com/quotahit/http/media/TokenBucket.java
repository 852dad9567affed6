package com.quotahit.http.media;

/** So much a second, with bursts. One thread. */
final class TokenBucket {

  private final double perNano;
  private final double burst;
  private double left;
  private long last;

  TokenBucket(double perSecond, double burst, long nowNanos) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.left = burst;
    this.last = nowNanos;
  }

  boolean take(double amount, long nowNanos) {
    left = Math.min(burst, left + (nowNanos - last) * perNano);
    last = nowNanos;
    if (left < amount) {
      return false;
    }
    left -= amount;
    return true;
  }
}

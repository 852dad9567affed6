package com.quotahit.core.models;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a million tokens cost.
 *
 * @param cachedIn where the provider has a price of its own for what it read before
 * @param audio where sound has a price of its own; without it sound's cost is not known
 */
public record ModelPrice(
    MicroUsd in, MicroUsd out, Optional<MicroUsd> cachedIn, Optional<Audio> audio) {

  /** What a million tokens of sound cost. */
  public record Audio(MicroUsd in, MicroUsd out, Optional<MicroUsd> cachedIn) {}

  private static final int MILLION_DIGITS = 6;

  public ModelPrice(MicroUsd in, MicroUsd out, Optional<MicroUsd> cachedIn) {
    this(in, out, cachedIn, Optional.empty());
  }

  /** Rounded once, for the whole answer, to the nearest millionth of a dollar, half to even. */
  public MicroUsd cost(TokenUse use) {
    return rounded(sum(in, out, cachedIn, use.in(), use.cachedIn(), use.out()));
  }

  /** The same with sound among the tokens; empty where there was sound and it has no price. */
  public Optional<MicroUsd> cost(TokenUse use, AudioUse sound) {
    if (sound.tokensIn() == 0 && sound.tokensOut() == 0) {
      return Optional.of(cost(use));
    }
    long textIn = Math.max(0, use.in() - sound.tokensIn());
    long textCached = Math.clamp(use.cachedIn() - sound.cachedIn(), 0, textIn);
    BigInteger text =
        sum(in, out, cachedIn, textIn, textCached, Math.max(0, use.out() - sound.tokensOut()));
    return audio.map(price ->
        rounded(
            text.add(
                sum(
                    price.in(),
                    price.out(),
                    price.cachedIn(),
                    sound.tokensIn(),
                    sound.cachedIn(),
                    sound.tokensOut()))));
  }

  private static BigInteger sum(
      MicroUsd in, MicroUsd out, Optional<MicroUsd> cached, long read, long readBefore, long made) {
    return times(in, read - readBefore)
        .add(times(cached.orElse(in), readBefore))
        .add(times(out, made));
  }

  private static MicroUsd rounded(BigInteger sum) {
    return new MicroUsd(
        new BigDecimal(sum, MILLION_DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  private static BigInteger times(MicroUsd perMillion, long tokens) {
    return BigInteger.valueOf(perMillion.value()).multiply(BigInteger.valueOf(tokens));
  }
}

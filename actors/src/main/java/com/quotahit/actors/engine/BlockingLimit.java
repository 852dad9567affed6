package com.quotahit.actors.engine;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much blocking work of one name runs and waits at once.
 *
 * @param waitMax work that waited longer is refused instead of run: whoever asked has given up
 */
public record BlockingLimit(int running, int waiting, Duration waitMax) {

  public BlockingLimit {
    if (running < 1 || waiting < 0 || waitMax.isNegative() || waitMax.isZero()) {
      throw new IllegalArgumentException(
          "running must be 1 or more, waiting 0 or more, wait-max above 0: "
              + running
              + ", "
              + waiting
              + ", "
              + waitMax);
    }
  }

  /** Every limit under {@code quotahit.engine.blocking}. */
  public static Map<String, BlockingLimit> from(Config config) {
    Config blocking = config.getConfig("quotahit.engine.blocking");
    Map<String, BlockingLimit> limits = new TreeMap<>();
    for (String name : blocking.root().keySet()) {
      Config one = blocking.getConfig(name);
      try {
        limits.put(
            name,
            new BlockingLimit(
                one.getInt("running"), one.getInt("waiting"), one.getDuration("wait-max")));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "quotahit.engine.blocking." + name + ": " + e.getMessage(), e);
      }
    }
    return limits;
  }
}

package com.quotahit.actors.voice;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * {@code quotahit.voice}, read once at start.
 *
 * @param leadMs how far sound is sent ahead of its being heard
 * @param replyMs how much unsent sound of one reply is kept
 * @param closeWait how long an engine may take to say goodbye
 */
public record VoiceSettings(int leadMs, int replyMs, Duration closeWait) {

  private static final String PATH = "quotahit.voice";

  public static VoiceSettings read(Config root) {
    Config config = root.getConfig(PATH);
    return new VoiceSettings(
        (int) within(config, "lead", 200, 10_000),
        (int) within(config, "reply-max", 10_000, 600_000),
        config.getDuration("close-wait"));
  }

  private static long within(Config config, String key, long low, long high) {
    long ms = config.getDuration(key).toMillis();
    if (ms < low || ms > high) {
      throw new ConfigException.BadValue(
          config.origin(),
          PATH + "." + key,
          ms + " ms is not within " + low + " to " + high + " ms");
    }
    return ms;
  }
}

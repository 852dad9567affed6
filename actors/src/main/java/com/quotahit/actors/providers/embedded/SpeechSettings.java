package com.quotahit.actors.providers.embedded;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What an operator can choose about the embedded speech stack.
 *
 * @param synthesisThreads threads of one synthesis
 * @param fastVoiceAfter delay of a clause beyond which the fast voice takes it
 * @param maxCalls calls at the same time; 0 when the node measures itself
 */
public record SpeechSettings(
    boolean enabled,
    Path voicePack,
    int synthesisThreads,
    Duration fastVoiceAfter,
    int maxCalls,
    int phrasesMax,
    int phraseFilesMax) {

  private static final String PATH = "quotahit.speech";

  public static SpeechSettings from(Config root) {
    Config config = root.getConfig(PATH);
    int threads = within(config, "synthesis-threads", 0, 64);
    return new SpeechSettings(
        config.getBoolean("enabled"),
        Path.of(config.getString("voice-pack")).toAbsolutePath().normalize(),
        threads == 0 ? Math.min(2, Runtime.getRuntime().availableProcessors()) : threads,
        config.getDuration("fast-voice-after"),
        within(config, "max-calls", 0, 1_000),
        within(config, "phrases-max", 0, 100_000),
        within(config, "phrase-files-max", 0, 100_000));
  }

  private static int within(Config config, String key, int least, int most) {
    int value = config.getInt(key);
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          PATH + "." + key + " is " + value + ", must be " + least + " to " + most);
    }
    return value;
  }
}

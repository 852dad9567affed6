package com.quotahit.actors.providers.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The voice pack as tests find it: where QUOTAHIT_VOICE_DIR says, else {@code .quotahit/voice} here
 * or in a directory above. Tests that need it fail without it, with what to do.
 */
public final class VoicePackForTests {

  private static EmbeddedSpeech shared;

  private VoicePackForTests() {}

  public static Path directory() {
    String chosen = System.getenv("QUOTAHIT_VOICE_DIR");
    if (chosen != null && !chosen.isBlank()) {
      return Path.of(chosen).toAbsolutePath();
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      Path pack = at.resolve(".quotahit/voice");
      if (Files.exists(pack.resolve(".complete"))) {
        return pack;
      }
    }
    return here.resolve(".quotahit/voice");
  }

  public static SpeechSettings settings() {
    return new SpeechSettings(
        true,
        directory(),
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        // On a busy test machine the fast voice would step in, which is not what tests are about.
        Duration.ofSeconds(60),
        0,
        500,
        2000);
  }

  /** One stack for all tests of a process: it takes a gigabyte and some seconds. */
  public static synchronized EmbeddedSpeech speech() {
    if (shared == null) {
      EmbeddedSpeech opened = EmbeddedSpeech.open(settings());
      SpeechState state =
          opened.ready().toCompletableFuture().orTimeout(150, TimeUnit.SECONDS).join();
      if (state instanceof SpeechState.Unavailable why) {
        throw new AssertionError(
            why.message()
                + ". These tests need the voice pack: cluster-config/voice-pack/fetch "
                + directory());
      }
      shared = opened;
    }
    return shared;
  }
}

package com.quotahit.actors.providers.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("actor")
class SpeechGoesOnUntilTheNodeHasLeft {

  @TempDir private Path folder;

  @Test
  void a_process_that_was_told_to_end_still_computes_and_ends_well() throws Exception {
    ProcessBuilder leaver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                SpeaksWhileItLeaves.class.getName(),
                VoicePack.at(VoicePackForTests.directory()).silero().toString())
            .redirectErrorStream(true);
    // The C library writes over what is freed, so that whoever still uses it is found out.
    leaver.environment().put("MALLOC_PERTURB_", "165");
    Process leaving = leaver.start();
    try {
      String said = new String(leaving.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(leaving.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(said).contains("went on to the end");
      assertThat(leaving.exitValue()).as(said).isZero();
    } finally {
      leaving.destroyForcibly();
    }
  }
}

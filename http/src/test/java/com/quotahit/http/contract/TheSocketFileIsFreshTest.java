package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code -Dcontract.write=true} writes the file anew. */
@Tag("route")
class TheSocketFileIsFreshTest {

  private static final String FILE = "frontend/src/shared/live/voice-words.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Test
  void the_clients_file_says_what_the_voice_socket_says() throws IOException {
    String now = JSON.writeValueAsString(VoiceWords.described()) + "\n";
    Path file = root().resolve(FILE);
    if (Boolean.getBoolean("contract.write")) {
      Files.writeString(file, now);
    }
    assertThat(Files.readString(file))
        .as("%s; run this test with -Dcontract.write=true and commit", FILE)
        .isEqualTo(now);
  }

  @Test
  void every_word_of_the_protocol_is_described() {
    assertThat(VoiceWords.undescribed()).isEmpty();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("frontend"))) {
      here = here.getParent();
    }
    return here;
  }
}

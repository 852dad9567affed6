package com.quotahit.actors.providers.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class PhrasesOfAnAnnouncedCallComeFirst {

  @TempDir Path directory;

  private final List<String> made = new CopyOnWriteArrayList<>();
  private final CompletableFuture<byte[]> first = new CompletableFuture<>();

  @Test
  void before_what_was_asked_for_at_the_start() {
    PhraseLarder larder = larder();
    for (String text : List.of("Hmm.", "Well,", "Right.")) {
      larder.wish(text, "af_heart", 1);
    }
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> made.equals(List.of("Hmm.")));
    larder.wishFirst("Keller here.", "bm_george", 1);
    first.complete(new byte[2]);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> made.size() == 4);
    assertThat(made).containsExactly("Hmm.", "Keller here.", "Well,", "Right.");
  }

  @Test
  void what_is_there_is_not_made_again() {
    PhraseCache phrases = new PhraseCache(directory, 10, 10);
    phrases.keep(PhraseCache.key("Keller here.", "bm_george", 1), new byte[2]);
    PhraseLarder larder = new PhraseLarder(this::make, phrases, Duration.ZERO);
    larder.wishFirst("Keller here.", "bm_george", 1);
    first.complete(new byte[2]);
    larder.wish("Right.", "bm_george", 1);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> !made.isEmpty());
    assertThat(made).containsExactly("Right.");
  }

  private PhraseLarder larder() {
    return new PhraseLarder(this::make, new PhraseCache(directory, 10, 10), Duration.ZERO);
  }

  private CompletableFuture<byte[]> make(String text, String voice, double speed) {
    made.add(text);
    return first;
  }
}

package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process with its own database, killed in the middle of writes. */
@Tag("weather")
class NothingAcknowledgedIsLost {

  private static final int BEFORE_THE_KILL = 12;

  @TempDir static Path data;

  @Test
  void after_kill_nine_every_session_that_was_answered_is_there_and_no_process_is_left()
      throws InterruptedException {
    RunningNode.Ports ports = RunningNode.Ports.free();
    Map<String, String> text = Map.of("QUOTAHIT_VOICE", "off");
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    ApiClient api;
    List<ProcessHandle> children;
    try (RunningNode node =
        RunningNode.start(data, ports, text).awaitReady(Duration.ofSeconds(90))) {
      api = new ApiClient(node.base());
      assertThat(api.register("ann@northwind.example").status()).isEqualTo(201);
      CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
      ApiClient writer = api;
      Thread.ofVirtual().start(() -> openUntilItDies(writer, acknowledged, enough));
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      children = node.handle().descendants().toList();
      assertThat(children).as("the database server belongs to the node").isNotEmpty();
      node.kill9();
    }
    for (ProcessHandle child : children) {
      child.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    try (RunningNode again =
        RunningNode.start(data, ports, text).awaitReady(Duration.ofSeconds(90))) {
      for (String id : Set.copyOf(acknowledged)) {
        JsonNode session =
            api.poll("/api/v1/practice/sessions/" + id, body -> true, Duration.ofSeconds(10));
        assertThat(session.path("id").asText()).isEqualTo(id);
      }
      assertThat(api.get("/api/v1/me").status()).as("the session of before").isEqualTo(200);
      again.terminate();
      again.awaitEnd(Duration.ofSeconds(40));
    }
  }

  private static void openUntilItDies(
      ApiClient api, Set<String> acknowledged, CountDownLatch enough) {
    try {
      for (int i = 0; i < 10_000; i++) {
        acknowledged.add(Sessions.openText(api, i).path("id").asText());
        enough.countDown();
      }
    } catch (UncheckedIOException | AssertionError theNodeIsGone) {
      // What was not answered may or may not be there; only what was answered counts.
    }
  }
}

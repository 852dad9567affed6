package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed again and again while it carries keys over to a new master key. */
@Tag("weather")
@Tag("long")
class KeysOutliveAKilledRotation {

  private static final int KILLS = 3;
  private static final Map<String, String> KEYS =
      Map.of(
          "openai", "sk-sandbox-outlives-0001",
          "anthropic", "sk-ant-sandbox-outlives-0002",
          "openrouter", "sk-or-sandbox-outlives-0003",
          "perplexity", "pplx-sandbox-outlives-0004",
          "tavily", "tvly-sandbox-outlives-0005");

  @TempDir static Path files;

  @Test
  void every_key_still_opens_and_no_answer_misses_its_key() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path masterKeys = files.resolve("master-keys");
    addMasterKey(masterKeys, 1);
    Map<String, String> settings =
        Map.of(
            "QUOTAHIT_VOICE", "off",
            "QUOTAHIT_MASTER_KEY_FILE", masterKeys.toString(),
            "JAVA_TOOL_OPTIONS", "-Dquotahit.seal.look-every=150ms -Dquotahit.seal.rows-at-once=1");
    RunningNode.Ports ports = RunningNode.Ports.free();
    ApiClient api = new ApiClient("");
    Queue<String> missed = new ConcurrentLinkedQueue<>();
    AtomicInteger answered = new AtomicInteger();
    for (int kill = 0; kill <= KILLS; kill++) {
      try (RunningNode node =
          RunningNode.start(files.resolve("data"), ports, settings)
              .awaitReady(Duration.ofSeconds(120))) {
        api.at(node.base());
        if (kill == 0) {
          assertThat(api.register("ann@northwind.example").status()).isEqualTo(201);
          KEYS.forEach((provider, key) -> save(api, provider, key));
        }
        for (String owner : new String[] {"user", "workspace"}) {
          for (String provider : KEYS.keySet()) {
            ApiClient.Answer checked =
                api.post("/api/v1/user-keys/" + provider + "/check?owner=" + owner, "");
            assertThat(checked.status()).as("seed " + seed + ", " + provider).isEqualTo(200);
            assertThat(checked.body().path("status").asText()).isEqualTo("valid");
          }
        }
        Thread asking = Thread.ofVirtual().start(() -> askUntilItDies(api, missed, answered));
        addMasterKey(masterKeys, kill + 2);
        LockSupport.parkNanos(Duration.ofMillis(250 + random.nextInt(600)).toNanos());
        if (kill < KILLS) {
          node.kill9();
        } else {
          LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
          node.terminate();
          node.awaitEnd(Duration.ofSeconds(40));
        }
        join(asking);
      }
    }
    assertThat(missed).as("seed " + seed).isEmpty();
    assertThat(answered.get()).isPositive();
  }

  private static void save(ApiClient api, String provider, String key) {
    for (String owner : new String[] {"user", "workspace"}) {
      ApiClient.Answer saved =
          api.put(
              "/api/v1/user-keys/" + provider,
              "{\"key\":\"" + key + "\",\"owner\":\"" + owner + "\"}");
      assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
    }
  }

  private static void askUntilItDies(ApiClient api, Queue<String> missed, AtomicInteger answered) {
    try {
      for (int i = 0; i < 10_000; i++) {
        ApiClient.Answer answer =
            api.post(
                "/api/v1/models/try", "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Too dear?\"}");
        String text = answer.body().asText();
        if (text.contains("message.done")) {
          answered.incrementAndGet();
          if (!text.contains("\"keySource\":\"user\"")) {
            missed.add(text);
          }
        } else if (answer.status() != 503) {
          missed.add(answer.toString());
        }
      }
    } catch (UncheckedIOException theNodeIsGone) {
      // What was asked while the node died is not answered.
    }
  }

  private static void addMasterKey(Path file, int version) throws IOException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Files.writeString(
        file,
        version + ":" + Base64.getEncoder().encodeToString(key) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void join(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofSeconds(40))).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

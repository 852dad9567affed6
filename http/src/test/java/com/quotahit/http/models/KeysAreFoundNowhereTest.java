package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.quotahit.actors.sandbox.anthropic.AnthropicStandIn;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Cleaner;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Plants keys, does with them all that can be done, and looks for them everywhere afterwards: in
 * what was answered, in logs of the finest level, in every table, and in the memory of the process.
 * The keys are kept here in disguise, since this test is part of that memory.
 */
@Tag("route")
@Tag("long")
class KeysAreFoundNowhereTest {

  private static final byte MASK = 0x2a;

  /** A key in disguise. */
  private record Canary(String provider, String owner, byte[] masked) {

    /** Only ever held for the length of one call. */
    String key() {
      byte[] plain = masked.clone();
      for (int i = 0; i < plain.length; i++) {
        plain[i] ^= MASK;
      }
      return new String(plain, StandardCharsets.US_ASCII);
    }

    /** The part of it that no marker and no last four letters explain, still in disguise. */
    byte[] maskedHeart() {
      return java.util.Arrays.copyOfRange(masked, masked.length - 28, masked.length - 4);
    }
  }

  private final SecureRandom random = new SecureRandom();
  private final Queue<String> logs = new ConcurrentLinkedQueue<>();
  private final List<String> answers = new ArrayList<>();

  @Test
  void not_one_of_seven_keys_is_found_anywhere() throws IOException {
    List<Canary> canaries =
        List.of(
            canary("openai", "user", "sk-sandbox-"),
            canary("anthropic", "workspace", "sk-ant-sandbox-"),
            canary("openrouter", "workspace", "sk-or-sandbox-"),
            canary("perplexity", "user", "pplx-sandbox-"),
            canary("tavily", "workspace", "tvly-sandbox-"),
            canary("elevenlabs", "user", "el-sandbox-"),
            canary("deepgram", "user", "dg-sandbox-wrong-"));
    AppenderBase<ILoggingEvent> ear = listen();
    ModelsUnderTest world = new ModelsUnderTest();
    try {
      exercise(world, canaries);
      assertThat(found(canaries, String.join("\n", answers))).as("in answers").isEmpty();
      assertThat(found(canaries, String.join("\n", logs))).as("in logs").isEmpty();
      assertThat(found(canaries, world.db.everyRow("provider_key", "audit_entry", "event_journal")))
          .as("in the database")
          .isEmpty();
      answers.clear();
      logs.clear();
      // Connections close by themselves when a minute has passed without a call.
      world.transport.forgetIdle();
      Map<String, List<String>> remembered = inMemory(canaries);
      assertThat(remembered).as("in memory").isEmpty();
    } finally {
      ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(ear);
      world.close();
    }
  }

  private void exercise(ModelsUnderTest world, List<Canary> canaries) {
    Client owner = world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
    for (Canary canary : canaries) {
      String path = "/api/v1/user-keys/" + canary.provider();
      for (String body :
          List.of(
              "{\"key\":\"%s\",\"owner\":\"" + canary.owner() + "\"}",
              "{\"key\":\"%s\",\"owner\":\"nobody\"}",
              "{\"key\":\"%s x\",\"owner\":\"user\"}")) {
        keep(owner.request("PUT", path, body.formatted(canary.key())));
      }
      keep(owner.post(path + "/check?owner=" + canary.owner(), ""));
    }
    world.openAi.faults().next(new SandboxFault.ServerError(401));
    world
        .others
        .faults(AnthropicStandIn.PREFIX)
        .next(new SandboxFault.BreakAfter(6), new SandboxFault.ServerError(401));
    for (String model :
        List.of(
            "openai/gpt-6-luna",
            "openai/gpt-6-luna",
            "anthropic/claude-haiku-4-5",
            "anthropic/claude-haiku-4-5",
            "anthropic/claude-haiku-4-5",
            "openrouter/moonshotai/kimi-k2.5",
            "perplexity/sonar")) {
      keep(
          owner.post("/api/v1/models/try", "{\"model\":\"" + model + "\",\"text\":\"Too dear?\"}"));
    }
    ModelsUnderTest.await(world.keys.recheckDue());
    keep(owner.get("/api/v1/user-keys"));
    keep(owner.get("/api/v1/models?limit=100"));
    keep(owner.get("/api/v1/usage?group=key"));
    keep(owner.delete("/api/v1/user-keys/tavily?owner=workspace"));
    lastCallsOfOthers(world);
    assertThat(answers.stream().filter(text -> text.contains("\"status\":\"valid\"")).count())
        .isGreaterThanOrEqualTo(6);
    assertThat(answers.stream().filter(text -> text.contains("message.done")).count())
        .isGreaterThanOrEqualTo(4);
  }

  /** By a browser that is closed afterwards, for it remembers what it sent. */
  private void keep(HttpRequest request) {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpResponse<String> response = browser.send(request, HttpResponse.BodyHandlers.ofString());
      answers.add(response.body() + response.headers().map());
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void keep(Reply reply) {
    answers.add(reply.text() + reply.headers().map());
  }

  /** The HTTP client remembers the last request to a provider until there is another. */
  private void lastCallsOfOthers(ModelsUnderTest world) {
    Client stranger = world.edge.as(world.edge.signedIn(EdgeUnderTest.SOUTH, Role.REP));
    for (String model :
        List.of(
            "openai/gpt-6-luna",
            "anthropic/claude-haiku-4-5",
            "openrouter/moonshotai/kimi-k2.5",
            "perplexity/sonar")) {
      String trial = "{\"model\":\"" + model + "\",\"text\":\"Too dear?\"}";
      assertThat(stranger.post("/api/v1/models/try", trial).text()).contains("sandbox");
    }
  }

  private Canary canary(String provider, String owner, String mark) {
    byte[] body = new byte[24];
    random.nextBytes(body);
    byte[] key = (mark + HexFormat.of().formatHex(body)).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < key.length; i++) {
      key[i] ^= MASK;
    }
    return new Canary(provider, owner, key);
  }

  private AppenderBase<ILoggingEvent> listen() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.TRACE);
    AppenderBase<ILoggingEvent> ear =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            logs.add(
                event.getFormattedMessage()
                    + event.getKeyValuePairs()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())));
          }
        };
    ear.setContext(root.getLoggerContext());
    ear.start();
    root.addAppender(ear);
    return ear;
  }

  private static TreeSet<String> found(List<Canary> canaries, String text) {
    TreeSet<String> found = new TreeSet<>();
    for (Canary canary : canaries) {
      byte[] heart = canary.maskedHeart();
      for (int i = 0; i < heart.length; i++) {
        heart[i] ^= MASK;
      }
      String plain = new String(heart, StandardCharsets.US_ASCII);
      String hex = HexFormat.of().formatHex(heart);
      String base64 =
          Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(heart, 1, 22));
      if (text.contains(plain) || text.contains(hex) || text.contains(base64)) {
        found.add(canary.provider());
      }
    }
    return found;
  }

  /** Where each is found in what the process still holds on to: what stands before it there. */
  private static Map<String, List<String>> inMemory(List<Canary> canaries) throws IOException {
    Path dump = Path.of("target", "canary-" + System.nanoTime() + ".hprof");
    try {
      collectTwice();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(dump.toAbsolutePath().toString(), true);
      Map<String, List<String>> found = new TreeMap<>();
      for (Canary canary : canaries) {
        List<String> places = places(dump, canary.maskedHeart());
        if (!places.isEmpty()) {
          found.put(canary.provider(), places);
        }
      }
      return found;
    } finally {
      Files.deleteIfExists(dump);
    }
  }

  /** What a library lets go only when somebody is gone is let go in the second round. */
  private static void collectTwice() {
    for (int round = 0; round < 2; round++) {
      CompletableFuture<Void> gone = new CompletableFuture<>();
      try (CleanerThread cleaner = new CleanerThread()) {
        cleaner.tells(gone);
        while (!gone.isDone()) {
          System.gc();
          gone.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS).join();
        }
      }
    }
  }

  /** Tells when what nobody holds has been found, and what waits for that has been done. */
  private static final class CleanerThread implements AutoCloseable {
    private final Cleaner cleaner = Cleaner.create();

    void tells(CompletableFuture<Void> gone) {
      cleaner.register(new Object(), () -> gone.complete(null));
    }

    @Override
    public void close() {
      System.gc();
    }
  }

  /** Looks through a file without ever having what is looked for in memory. */
  private static List<String> places(Path file, byte[] masked) throws IOException {
    List<String> places = new ArrayList<>();
    byte[] before = new byte[256];
    long read = 0;
    int at = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        before[(int) (read++ % before.length)] = (byte) next;
        byte disguised = (byte) (next ^ MASK);
        at = disguised == masked[at] ? at + 1 : disguised == masked[0] ? 1 : 0;
        if (at == masked.length) {
          StringBuilder text = new StringBuilder();
          for (long i = read - before.length; i < read - masked.length; i++) {
            byte each = before[(int) (i % before.length)];
            text.append(each >= 0x20 && each < 0x7f ? (char) each : '.');
          }
          places.add(text.toString());
          at = 0;
        }
      }
    }
    return places;
  }
}

package com.quotahit.actors.providers.openai;

import com.quotahit.core.shared.Secret;
import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All of {@code quotahit.openai} but the stand-in, read once at start. */
public record OpenAiSettings(
    URI baseUrl,
    Optional<Secret> key,
    String chatModel,
    String realtimeModel,
    String transcriptionModel,
    Optional<String> reasoningEffort,
    Rest rest,
    Realtime realtime,
    Map<String, String> voices) {

  /** Written answers. */
  public record Rest(
      int requestsMax,
      Duration queueWait,
      Duration connectTimeout,
      Duration firstTokenTimeout,
      Duration idleTimeout,
      int retriesMax,
      Duration retryWaitMax,
      long answerBytesMax) {}

  /** Spoken conversations. */
  public record Realtime(
      Duration connectTimeout,
      Duration sessionTimeout,
      Duration sendTimeout,
      Duration pingInterval,
      Duration pingTimeout,
      int sendBufferBytes,
      int sendBufferBytesMax,
      int messageBytesMax,
      Duration holdAudio,
      Duration replyAudioMax,
      Duration renewAfter,
      Duration renewGrace,
      int reconnectsMax,
      Duration reconnectWait,
      Duration reconnectWaitMax,
      Duration silence,
      String eagerness,
      int historyTurnsMax,
      int announcedMax,
      Duration announcedFor,
      int threads) {}

  private static final String PATH = "quotahit.openai";
  private static final Set<String> EAGERNESS = Set.of("low", "medium", "high", "auto");

  public static OpenAiSettings read(Config config) {
    Config openai = config.getConfig(PATH);
    Config rest = openai.getConfig("rest");
    Config realtime = openai.getConfig("realtime");
    Map<String, String> voices = new LinkedHashMap<>();
    openai
        .getObject("voices")
        .forEach((name, voice) -> voices.put(name, voice.unwrapped().toString()));
    return new OpenAiSettings(
        address(openai),
        text(openai, "api-key").map(Secret::new),
        name(openai, "chat-model"),
        name(openai, "realtime-model"),
        name(openai, "transcription-model"),
        text(openai, "reasoning-effort"),
        new Rest(
            number(rest, "rest.requests-max", 1, 10_000),
            time(rest, "rest.queue-wait", 0, 60_000),
            time(rest, "rest.connect-timeout", 50, 30_000),
            time(rest, "rest.first-token-timeout", 50, 120_000),
            time(rest, "rest.idle-timeout", 50, 120_000),
            number(rest, "rest.retries-max", 0, 3),
            time(rest, "rest.retry-wait-max", 0, 30_000),
            number(rest, "rest.answer-bytes-max", 1024, 1 << 28)),
        new Realtime(
            time(realtime, "realtime.connect-timeout", 50, 30_000),
            time(realtime, "realtime.session-timeout", 50, 30_000),
            time(realtime, "realtime.send-timeout", 50, 60_000),
            time(realtime, "realtime.ping-interval", 50, 120_000),
            time(realtime, "realtime.ping-timeout", 50, 120_000),
            number(realtime, "realtime.send-buffer-bytes", 8192, 1 << 26),
            number(realtime, "realtime.send-buffer-bytes-max", 8192, 1 << 26),
            number(realtime, "realtime.message-bytes-max", 65_536, 1 << 26),
            time(realtime, "realtime.hold-audio", 0, 60_000),
            time(realtime, "realtime.reply-audio-max", 1_000, 600_000),
            time(realtime, "realtime.renew-after", 100, 3_600_000),
            time(realtime, "realtime.renew-grace", 0, 1_800_000),
            number(realtime, "realtime.reconnects-max", 0, 20),
            time(realtime, "realtime.reconnect-wait", 10, 30_000),
            time(realtime, "realtime.reconnect-wait-max", 10, 60_000),
            time(realtime, "realtime.silence", 100, 5_000),
            oneOf(realtime, "realtime.eagerness", EAGERNESS),
            number(realtime, "realtime.history-turns-max", 0, 1_000),
            number(realtime, "realtime.announced-max", 0, 10_000),
            time(realtime, "realtime.announced-for", 100, 600_000),
            number(realtime, "realtime.threads", 0, 256)),
        Map.copyOf(voices));
  }

  /** Whom to ask: the provider when there is a key, else the stand-in at the given address. */
  public OpenAiEndpoint endpoint(URI sandbox, Secret sandboxKey) {
    return key.map(known -> new OpenAiEndpoint(baseUrl, known, false))
        .orElseGet(() -> new OpenAiEndpoint(sandbox, sandboxKey, true));
  }

  /**
   * The provider's voice for a persona's: by its whole name, else by its kind ({@code af}, {@code
   * bm}).
   */
  public String voice(String persona) {
    String exact = voices.get(persona);
    if (exact != null) {
      return exact;
    }
    int end = persona.indexOf('_');
    String kind = end < 0 ? persona : persona.substring(0, end);
    return voices.getOrDefault(kind, "marin");
  }

  private static URI address(Config openai) {
    String value = openai.getString("base-url").strip();
    try {
      return new OpenAiEndpoint(URI.create(value), new Secret("unused"), false).baseUrl();
    } catch (IllegalArgumentException wrong) {
      throw bad("base-url", value, "an http or https address");
    }
  }

  private static Optional<String> text(Config config, String key) {
    return Optional.of(config.getString(key).strip()).filter(value -> !value.isEmpty());
  }

  private static String name(Config config, String key) {
    return text(config, key).orElseThrow(() -> bad(key, "", "a model id"));
  }

  private static String oneOf(Config config, String path, Set<String> allowed) {
    String value = config.getString(key(path));
    if (!allowed.contains(value)) {
      throw bad(path, value, String.join(", ", allowed));
    }
    return value;
  }

  private static int number(Config config, String path, int least, int most) {
    int value = config.getInt(key(path));
    if (value < least || value > most) {
      throw bad(path, value, least + " to " + most);
    }
    return value;
  }

  private static Duration time(Config config, String path, long leastMs, long mostMs) {
    Duration value = config.getDuration(key(path));
    if (value.toMillis() < leastMs || value.toMillis() > mostMs) {
      throw bad(path, value, leastMs + " ms to " + mostMs + " ms");
    }
    return value;
  }

  private static String key(String path) {
    return path.substring(path.indexOf('.') + 1);
  }

  private static IllegalArgumentException bad(String path, Object value, String range) {
    return new IllegalArgumentException(
        PATH + "." + path + " is '" + value + "', expected " + range);
  }
}

package com.quotahit.actors.sandbox.openai;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All of {@code quotahit.openai.sandbox}, read once at start.
 *
 * @param port 0 for any free port of loopback
 * @param wordPace between two words of a written answer
 * @param sessionLimit after which a realtime session is closed, as the provider does
 * @param draftInterval between two drafts of what a caller is saying; zero for none
 * @param voices the provider's voice names to the embedded ones
 */
public record OpenAiSandboxSettings(
    int port,
    Duration wordPace,
    Duration sessionLimit,
    Duration draftInterval,
    Map<String, String> voices) {

  private static final String PATH = "quotahit.openai.sandbox";

  public OpenAiSandboxSettings {
    voices = Map.copyOf(voices);
    within("port", port, 0, 65_535);
    within("word-pace", wordPace.toMillis(), 0, 10_000);
    within("session-limit", sessionLimit.toMillis(), 10, 86_400_000);
    within("draft-interval", draftInterval.toMillis(), 0, 60_000);
  }

  public static OpenAiSandboxSettings read(Config config) {
    Config sandbox = config.getConfig(PATH);
    Map<String, String> voices = new HashMap<>();
    sandbox
        .getObject("voices")
        .forEach((name, voice) -> voices.put(name, voice.unwrapped().toString()));
    return new OpenAiSandboxSettings(
        sandbox.getInt("port"),
        sandbox.getDuration("word-pace"),
        sandbox.getDuration("session-limit"),
        sandbox.getDuration("draft-interval"),
        voices);
  }

  /** For measuring what the rest costs: answers come at once, drafts not at all. */
  public OpenAiSandboxSettings zeroDelay() {
    return new OpenAiSandboxSettings(port, Duration.ZERO, sessionLimit, Duration.ZERO, voices);
  }

  public OpenAiSandboxSettings withSessionLimit(Duration limit) {
    return new OpenAiSandboxSettings(port, wordPace, limit, draftInterval, voices);
  }

  /** The embedded voice for a provider's; an embedded name stands for itself. */
  String voice(String name) {
    return voices.getOrDefault(name, name.contains("_") ? name : "af_heart");
  }

  private static void within(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          PATH + "." + key + " is '" + value + "', expected " + least + " to " + most);
    }
  }
}

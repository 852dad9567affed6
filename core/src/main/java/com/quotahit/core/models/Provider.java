package com.quotahit.core.models;

import java.util.Optional;

/** Whom the product asks for what it cannot do by itself, each with a key of somebody's own. */
public enum Provider {
  OPENAI("openai", "OpenAI", Kind.CHAT, "sk-sandbox"),
  ANTHROPIC("anthropic", "Anthropic", Kind.CHAT, "sk-ant-sandbox"),
  OPENROUTER("openrouter", "OpenRouter", Kind.CHAT, "sk-or-sandbox"),
  PERPLEXITY("perplexity", "Perplexity", Kind.CHAT, "pplx-sandbox"),
  COMPATIBLE("openai-compatible", "OpenAI-compatible server", Kind.CHAT, "sk-sandbox"),
  TAVILY("tavily", "Tavily", Kind.SEARCH, "tvly-sandbox"),
  ELEVENLABS("elevenlabs", "ElevenLabs", Kind.VOICE, "el-sandbox"),
  DEEPGRAM("deepgram", "Deepgram", Kind.VOICE, "dg-sandbox"),
  TWILIO("twilio", "Twilio", Kind.TELEPHONY, "AC00000000000000000000000000sandbox"),
  SMTP("smtp", "Mail server (SMTP)", Kind.MAIL, "smtp://sandbox");

  /** What a key opens. */
  public enum Kind {
    CHAT,
    SEARCH,
    VOICE,
    TELEPHONY,
    MAIL
  }

  private final String code;
  private final String display;
  private final Kind kind;
  private final String sandboxMark;

  Provider(String code, String display, Kind kind, String sandboxMark) {
    this.code = code;
    this.display = display;
    this.kind = kind;
    this.sandboxMark = sandboxMark;
  }

  /** Stable, as clients and the database see it. */
  public String code() {
    return code;
  }

  public String display() {
    return display;
  }

  public Kind kind() {
    return kind;
  }

  /** Keys that begin so are for the stand-in, whatever else is configured. */
  public String sandboxMark() {
    return sandboxMark;
  }

  public static Optional<Provider> of(String code) {
    for (Provider provider : values()) {
      if (provider.code.equals(code)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }
}

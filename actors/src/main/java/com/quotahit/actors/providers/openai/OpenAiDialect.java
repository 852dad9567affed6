package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.Provider;

/** How a provider's chat differs from OpenAI's, which it otherwise is. */
enum OpenAiDialect {
  OPENAI,
  OPENROUTER,
  PERPLEXITY,
  /** Servers of all kinds and ages. */
  COMPATIBLE;

  static OpenAiDialect of(Provider provider) {
    return switch (provider) {
      case OPENAI -> OPENAI;
      case OPENROUTER -> OPENROUTER;
      case PERPLEXITY -> PERPLEXITY;
      case COMPATIBLE -> COMPATIBLE;
      case ANTHROPIC, TAVILY, ELEVENLABS, DEEPGRAM, TWILIO, SMTP ->
          throw new IllegalArgumentException(provider + " does not speak OpenAI's protocol");
    };
  }

  /** Whether the bound of an answer has its new name. */
  boolean namesCompletionTokens() {
    return this == OPENAI;
  }

  /** Whether token counts must be asked for; the others send them anyway. */
  boolean asksForUsage() {
    return this == OPENAI || this == COMPATIBLE;
  }
}

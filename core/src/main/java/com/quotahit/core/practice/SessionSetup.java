package com.quotahit.core.practice;

import com.quotahit.core.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was chosen when the session was opened; never changes afterwards.
 *
 * @param timeLimit how long the conversation may last once it is live
 * @param engine meaningful for spoken modes only
 * @param script what the learner wants to say, in script mode
 * @param contextIds material about the company that the buyer has read
 * @param seed same seed and same words, same buyer
 */
public record SessionSetup(
    UserId learner,
    PracticeMode mode,
    String personaId,
    String scenarioId,
    Focus focus,
    Difficulty difficulty,
    EngineChoice engine,
    Duration timeLimit,
    Hints hints,
    Optional<String> script,
    List<String> contextIds,
    long seed,
    String language) {

  public static final int SCRIPT_MAX = 10_000;
  public static final int CONTEXTS_MAX = 15;

  /** Whether the coach may write on the learner's screen during the call. */
  public enum Hints {
    SHOWN,
    OFF
  }

  public SessionSetup {
    contextIds = List.copyOf(contextIds);
    if (contextIds.size() > CONTEXTS_MAX) {
      throw new IllegalArgumentException(contextIds.size() + " contexts, at most " + CONTEXTS_MAX);
    }
    if (script.isPresent() && script.get().length() > SCRIPT_MAX) {
      throw new IllegalArgumentException("script longer than " + SCRIPT_MAX + " characters");
    }
  }
}

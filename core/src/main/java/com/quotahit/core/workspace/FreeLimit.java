package com.quotahit.core.workspace;

import java.util.Locale;
import java.util.Optional;

/** What the free tier counts each month: actions of people, never tokens. */
public enum FreeLimit {
  PRACTICE_SESSIONS(PlanModule.PRACTICE),
  ANALYSED_CALLS(PlanModule.ANALYSIS),
  COACH_MESSAGES(PlanModule.COACH),
  DRAFTS(PlanModule.FOLLOWUP),
  DOCUMENTS(PlanModule.BRAIN);

  private final PlanModule module;

  FreeLimit(PlanModule module) {
    this.module = module;
  }

  /** The module that lifts it. */
  public PlanModule module() {
    return module;
  }

  /** Stable, as clients and the database see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FreeLimit> of(String code) {
    for (FreeLimit limit : values()) {
      if (limit.code().equals(code)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }
}

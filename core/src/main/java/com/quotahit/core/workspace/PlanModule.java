package com.quotahit.core.workspace;

import java.util.Locale;

/** The parts of the product that a workspace may have. */
public enum PlanModule {
  PRACTICE,
  ANALYSIS,
  COACH,
  CRM,
  CALLING,
  FOLLOWUP,
  PROPOSALS,
  BRAIN,
  READINESS,
  COMPLIANCE,
  INTEGRATIONS;

  /** Stable, as clients see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

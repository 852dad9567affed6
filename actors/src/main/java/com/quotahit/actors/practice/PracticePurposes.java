package com.quotahit.actors.practice;

import com.quotahit.core.models.ModelUse.Purpose;
import java.util.List;

/** What practice asks models for, as budgets, routes and usage know it. */
public final class PracticePurposes {

  private static final String MODULE = "practice";

  /** The other side of a spoken call, by one model that hears and speaks. */
  public static final Purpose CALL =
      new Purpose(MODULE, "practice.call", "practice.buyer", 1, List.of());

  /** The buyer's words. */
  public static final Purpose BUYER =
      new Purpose(MODULE, "practice.buyer", "practice.buyer", 1, List.of());

  public static final Purpose GRADING =
      new Purpose(MODULE, "practice.grade", "practice.grade", 1, List.of());

  private PracticePurposes() {}
}

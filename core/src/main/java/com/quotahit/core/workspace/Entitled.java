package com.quotahit.core.workspace;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which parts of the product somebody may use at the moment.
 *
 * @param usable in full
 * @param readOnly what was made with these may be seen and exported; nothing may be changed
 */
public record Entitled(Set<PlanModule> usable, Set<PlanModule> readOnly) {

  /** Every part in full: an installation without billing. */
  public static final Entitled EVERYTHING = new Entitled(EnumSet.allOf(PlanModule.class), Set.of());

  public static final Entitled NOTHING = new Entitled(Set.of(), Set.of());

  public Entitled {
    usable = Set.copyOf(usable);
    readOnly = Set.copyOf(readOnly);
  }
}

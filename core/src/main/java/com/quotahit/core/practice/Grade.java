package com.quotahit.core.practice;

import java.util.List;
import java.util.Map;

/**
 * What a grader says about one criterion, before the rules have looked at it.
 *
 * <p>For a forbidden criterion {@link Verdict#MET} means that nothing forbidden happened.
 *
 * @param level for rated criteria, from 1; 0 for all others
 * @param parts for compound criteria, verdict by check id; empty for all others
 */
public record Grade(
    String criterionId,
    Verdict verdict,
    int level,
    Map<String, Verdict> parts,
    List<Evidence> evidence,
    String rationale) {

  public Grade {
    parts = Map.copyOf(parts);
    evidence = List.copyOf(evidence);
  }

  public static Grade of(
      String criterionId, Verdict verdict, List<Evidence> evidence, String rationale) {
    return new Grade(criterionId, verdict, 0, Map.of(), evidence, rationale);
  }
}

package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import java.util.List;

/** The body of every error. */
public record ProblemWire(
    String type,
    String title,
    int status,
    String code,
    String detail,
    List<FieldProblem> errors,
    String requestId) {

  static ProblemWire of(Problem problem, String requestId) {
    return new ProblemWire(
        "/docs/api#problem-" + problem.code(),
        problem.title(),
        problem.status(),
        problem.code(),
        problem.detail(),
        problem.errors(),
        requestId);
  }
}

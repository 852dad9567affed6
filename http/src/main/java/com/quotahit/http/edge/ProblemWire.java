package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import java.util.List;
import java.util.Optional;

/**
 * The body of every error.
 *
 * @param methods by which a sign-in can go on, when it is not enough yet
 */
public record ProblemWire(
    String type,
    String title,
    int status,
    String code,
    String detail,
    List<FieldProblem> errors,
    String requestId,
    Optional<List<String>> methods) {

  static ProblemWire of(Problem problem, String requestId) {
    return new ProblemWire(
        "/docs/api#problem-" + problem.code(),
        problem.title(),
        problem.status(),
        problem.code(),
        problem.detail(),
        problem.errors(),
        requestId,
        problem.methods().isEmpty() ? Optional.empty() : Optional.of(problem.methods()));
  }
}

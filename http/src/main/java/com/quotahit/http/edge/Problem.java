package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What went wrong, as RFC 9457 has it, with a code that stays the same for ever.
 *
 * @param code such as {@code practice.no-such-session}
 * @param title the kind of problem, the same text for every occurrence
 * @param detail for a person: what happened and what to do next
 * @param methods by which a sign-in can go on; empty for every other problem
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    List<FieldProblem> errors,
    Optional<Duration> retryAfter,
    List<String> methods) {

  public Problem {
    errors = List.copyOf(errors);
    methods = List.copyOf(methods);
    if (status < 400 || status > 599 || !code.matches("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)?")) {
      throw new IllegalArgumentException("not a problem: " + status + " '" + code + "'");
    }
  }

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, List.of(), Optional.empty(), List.of());
  }

  /** The request cannot be understood; all that is wrong with it, at once. */
  public static Problem invalid(List<FieldProblem> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().message()
            : "Correct the " + errors.size() + " fields named here and send it again.";
    return new Problem(
        400,
        "request.invalid",
        "The request has mistakes",
        detail,
        errors,
        Optional.empty(),
        List.of());
  }

  public static Problem notFound() {
    return of(
        404, "request.not-found", "Not found", "There is nothing here, or it is not yours to see.");
  }

  public static Problem forbidden(String detail) {
    return of(403, "request.forbidden", "Not allowed", detail);
  }

  public static Problem busy(String code, String detail, Duration retryAfter) {
    return of(503, code, "Not available now", detail).retryAfter(retryAfter);
  }

  public static Problem staleVersion(String detail) {
    return of(409, "request.stale-version", "Somebody changed this first", detail);
  }

  public Problem retryAfter(Duration wait) {
    return new Problem(status, code, title, detail, errors, Optional.of(wait), methods);
  }

  public Problem with(List<FieldProblem> fields) {
    return new Problem(status, code, title, detail, fields, retryAfter, methods);
  }

  /** A sign-in that is not enough yet, and by what it can go on. */
  public Problem goingOnBy(List<String> ways) {
    return new Problem(status, code, title, detail, errors, retryAfter, ways);
  }
}

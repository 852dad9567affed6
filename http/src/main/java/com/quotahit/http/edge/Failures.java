package com.quotahit.http.edge;

import com.quotahit.actors.engine.BlockingRefused;
import com.quotahit.core.models.ModelFailure;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.http.scaladsl.model.IllegalRequestException;

/**
 * Tells a broken world (503, 504, with when to come back) from a bug of ours (500). The text of an
 * exception never reaches a client.
 */
final class Failures {

  private static final Duration SOON = Duration.ofSeconds(2);

  private Failures() {}

  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static boolean defect(Throwable failure) {
    return problem(failure).status() == 500;
  }

  static Problem problem(Throwable wrapped) {
    Throwable failure = unwrap(wrapped);
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof EntityStreamSizeException size) {
      return tooLarge(size.limit());
    }
    if (failure instanceof IllegalRequestException) {
      return Problem.of(400, "request.malformed", "Malformed request", "The request is broken.");
    }
    if (failure instanceof ModelFailure model) {
      return model(model);
    }
    if (failure instanceof TimeoutException) {
      return timedOut();
    }
    if (failure instanceof RejectedExecutionException
        || failure instanceof BlockingRefused
        || databaseAway(failure)) {
      return Problem.busy(
          "request.unavailable",
          "Something this needs is not available at the moment. Try again shortly.",
          SOON);
    }
    return Problem.of(
        500,
        "request.defect",
        "Something went wrong here",
        "This is our mistake, not yours. Quote the request id when you report it.");
  }

  static Problem timedOut() {
    return Problem.of(
            504,
            "request.timed-out",
            "This took too long",
            "It may still be finished. Look again, or repeat it with the same Idempotency-Key.")
        .retryAfter(SOON);
  }

  static Problem tooLarge(long bytesMax) {
    return Problem.of(
        413,
        "request.too-large",
        "Too large",
        "At most " + bytesMax / 1024 + " KiB can be sent here.");
  }

  private static Problem model(ModelFailure failure) {
    return switch (failure.kind()) {
      case TRANSIENT ->
          Problem.busy("models.unavailable", "The model did not answer. Try again.", SOON);
      case QUOTA ->
          Problem.busy("models.quota", "The key's quota is used up.", Duration.ofMinutes(5));
      case KEY_REJECTED ->
          Problem.of(502, "models.key-rejected", "Key rejected", "The provider rejects this key.");
      case REFUSED, PERMANENT ->
          Problem.of(502, "models.refused", "Not answered", "The model declined to answer this.");
    };
  }

  private static boolean databaseAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String group = sql.getSQLState().substring(0, Math.min(2, sql.getSQLState().length()));
        if (group.equals("08") || group.equals("53") || group.equals("57") || group.equals("40")) {
          return true;
        }
      }
    }
    return false;
  }
}

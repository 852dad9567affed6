package com.quotahit.core.workspace;

import com.quotahit.core.workspace.ThrottlePolicy.Record;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What is remembered of attempts to get in, by key, for all nodes together. Keys are kept as a hash
 * only. Every call blocks shortly.
 */
public interface AttemptsPort {

  /**
   * @param until may be forgotten after this
   */
  record Kept(Record record, Instant until) {}

  /** What becomes of the keys that were looked at. */
  record Change<T>(Map<String, Kept> write, Set<String> remove, T result) {
    public Change {
      write = Map.copyOf(write);
      remove = Set.copyOf(remove);
    }

    public static <T> Change<T> nothing(T result) {
      return new Change<>(Map.of(), Set.of(), result);
    }
  }

  /** What is known of these keys; one that is not in the answer is new. */
  Map<String, Record> read(Collection<String> keys);

  /** Decides over these keys and writes down what comes of it, while nobody else does. */
  <T> T change(Collection<String> keys, Function<Map<String, Record>, Change<T>> decide);

  /** Forgets a bounded number of what need not be kept any longer. */
  int forget(Instant now);

  /** How long what was counted is kept when nothing else is said. */
  Duration KEPT = Duration.ofHours(2);
}

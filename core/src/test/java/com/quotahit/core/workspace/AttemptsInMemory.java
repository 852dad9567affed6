package com.quotahit.core.workspace;

import com.quotahit.core.workspace.ThrottlePolicy.Record;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Counts in memory, with the rules of the real one. */
public final class AttemptsInMemory implements AttemptsPort {

  private final Map<String, Kept> kept = new HashMap<>();
  private int asked;

  /** How often it was asked for anything. */
  public synchronized int asked() {
    return asked;
  }

  @Override
  public synchronized Map<String, Record> read(Collection<String> keys) {
    asked++;
    Map<String, Record> found = new HashMap<>();
    for (String key : keys) {
      if (kept.containsKey(key)) {
        found.put(key, kept.get(key).record());
      }
    }
    return found;
  }

  @Override
  public synchronized <T> T change(
      Collection<String> keys, Function<Map<String, Record>, Change<T>> decide) {
    Change<T> change = decide.apply(read(keys));
    kept.putAll(change.write());
    kept.keySet().removeAll(change.remove());
    return change.result();
  }

  @Override
  public synchronized int forget(Instant now) {
    int before = kept.size();
    kept.values().removeIf(each -> each.until().isBefore(now));
    return before - kept.size();
  }
}

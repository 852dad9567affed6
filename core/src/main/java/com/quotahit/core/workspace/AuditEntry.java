package com.quotahit.core.workspace;

import com.quotahit.core.shared.By;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who did what to whom, from where. Texts are cleaned of what cannot be stored and cut to a bound,
 * and values whose name says that they are secret are masked, so that nobody has to remember to.
 *
 * @param action such as {@code member.role-changed}
 * @param subject what it was done to, as {@code kind:id}
 * @param before the values that were changed, where known
 * @param after the values they were changed to
 * @param from the address of the one who asked; empty for the product itself
 */
public record AuditEntry(
    String action,
    String subject,
    Map<String, String> before,
    Map<String, String> after,
    By by,
    String from,
    String requestId,
    Instant at) {

  private static final int TEXT_MAX = 500;
  private static final int FIELDS_MAX = 50;

  public AuditEntry {
    if (!action.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+")) {
      throw new IllegalArgumentException("not an action such as 'key.saved': '" + action + "'");
    }
    subject = clean(subject);
    before = clean(before);
    after = clean(after);
    from = clean(from);
    requestId = clean(requestId);
    // The database keeps less than the clock gives; what is hashed must come back the same.
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  public AuditEntry before(Map<String, String> values) {
    return new AuditEntry(action, subject, values, after, by, from, requestId, at);
  }

  public AuditEntry after(Map<String, String> values) {
    return new AuditEntry(action, subject, before, values, by, from, requestId, at);
  }

  private static SortedMap<String, String> clean(Map<String, String> values) {
    if (values.size() > FIELDS_MAX) {
      throw new IllegalArgumentException(
          values.size() + " values in one audit entry, at most " + FIELDS_MAX);
    }
    SortedMap<String, String> clean = new TreeMap<>();
    values.forEach((name, value) -> clean.put(clean(name), clean(AuditMask.mask(name, value))));
    return java.util.Collections.unmodifiableSortedMap(clean);
  }

  /** Without what PostgreSQL and UTF-8 cannot carry, and not longer than the bound. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), TEXT_MAX));
    text.codePoints()
        .limit(TEXT_MAX)
        .forEach(c ->
            clean.appendCodePoint(
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? 0xfffd
                    : c));
    return clean.toString();
  }
}

package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;

/**
 * A platform admin acts in somebody's name for a while. Both are known to every request, and all
 * that is done under it is written down for both.
 *
 * @param admin who really sits there
 * @param reason as the admin gave it; the tenant reads it
 */
public record Impersonation(
    String id, UserId admin, String adminName, String reason, Mode mode, Instant until) {

  /** What may be done under it, beside what is refused to every impersonation. */
  public enum Mode {
    READ_ONLY,
    WRITABLE
  }

  public boolean overAt(Instant now) {
    return !now.isBefore(until);
  }
}

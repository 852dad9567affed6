package com.quotahit.core.workspace;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.Map;

/**
 * An entry as it stands in its chain, taken as it is and not cleaned: whoever checks a chain must
 * see every difference.
 *
 * @param chain by its key
 * @param seq from 1, without gaps
 * @param source the fact of the journal that it tells of; empty when a request wrote it
 * @param actor {@code kind:id}
 * @param onBehalfOf a user's id; empty when the actor acted for themselves
 */
public record AuditLine(
    String chain,
    long seq,
    String source,
    Instant at,
    String action,
    String subject,
    String actor,
    String onBehalfOf,
    Map<String, String> before,
    Map<String, String> after,
    String from,
    String requestId) {

  public AuditLine {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  public static AuditLine of(AuditChain chain, long seq, String source, AuditEntry entry) {
    return new AuditLine(
        chain.key(),
        seq,
        source,
        entry.at(),
        entry.action(),
        entry.subject(),
        actor(entry.by()),
        onBehalfOf(entry.by()),
        entry.before(),
        entry.after(),
        entry.from(),
        entry.requestId());
  }

  private static String actor(By by) {
    return switch (by) {
      case By.Person(UserId user) -> "user:" + user;
      case By.Impersonator(UserId admin, UserId _) -> "user:" + admin;
      case By.ApiKey(String key) -> "key:" + key;
      case By.Platform(String process) -> "platform:" + process;
    };
  }

  private static String onBehalfOf(By by) {
    return switch (by) {
      case By.Impersonator(UserId _, UserId user) -> user.value();
      case By.Person _, By.ApiKey _, By.Platform _ -> "";
    };
  }
}

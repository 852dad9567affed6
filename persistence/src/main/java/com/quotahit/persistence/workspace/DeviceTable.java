package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.DevicesPort;
import com.quotahit.persistence.database.Database;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Known devices in {@code known_device}; of each person's, those used last are kept. */
public final class DeviceTable implements DevicesPort {

  private static final int PER_PERSON_MAX = 50;

  private final Jdbi jdbi;

  public DeviceTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Familiarity signedIn(UserId user, byte[] deviceHash, String userAgent, Instant now) {
    return jdbi.inTransaction(handle -> {
      boolean first =
          handle
              .createQuery("SELECT NOT EXISTS (SELECT 1 FROM known_device WHERE user_id = :user)")
              .bind("user", user)
              .mapTo(boolean.class)
              .one();
      boolean added =
          handle
              .createQuery(
                  """
                  INSERT INTO known_device (user_id, device_hash, user_agent, first_at, last_at)
                  VALUES (:user, :device, :agent, :now, :now)
                  ON CONFLICT (user_id, device_hash) DO UPDATE
                  SET user_agent = excluded.user_agent, last_at = excluded.last_at
                  RETURNING xmax = 0
                  """)
              .bind("user", user)
              .bind("device", deviceHash)
              .bind("agent", userAgent)
              .bind("now", now)
              .mapTo(boolean.class)
              .one();
      if (added) {
        forgetOldest(handle, user);
      }
      return first ? Familiarity.FIRST : added ? Familiarity.NEW : Familiarity.KNOWN;
    });
  }

  private static void forgetOldest(Handle handle, UserId user) {
    handle
        .createUpdate(
            """
            DELETE FROM known_device WHERE user_id = :user AND device_hash IN (
              SELECT device_hash FROM known_device WHERE user_id = :user
              ORDER BY last_at DESC OFFSET :most)
            """)
        .bind("user", user)
        .bind("most", PER_PERSON_MAX)
        .execute();
  }

  @Override
  public int forget(Instant unseenSince) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM known_device WHERE (user_id, device_hash) IN (
                  SELECT user_id, device_hash FROM known_device WHERE last_at < :before LIMIT 1000)
                """)
            .bind("before", unseenSince)
            .execute());
  }
}

package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.AttemptsPort;
import com.quotahit.core.workspace.ThrottlePolicy.Record;
import com.quotahit.persistence.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Attempts in the table {@code attempt}. It belongs to no workspace: who tries to get in is nobody
 * yet. Rows are always locked in the same order, so that two never wait for each other.
 */
public final class AttemptTable implements AttemptsPort {

  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private final Jdbi jdbi;

  public AttemptTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Map<String, Record> read(Collection<String> keys) {
    return jdbi.withHandle(handle -> find(handle, hashed(keys), ""));
  }

  @Override
  public <T> T change(Collection<String> keys, Function<Map<String, Record>, Change<T>> decide) {
    SortedMap<String, String> hashed = hashed(keys);
    return jdbi.inTransaction(handle -> {
      makeRows(handle, hashed);
      Change<T> change = decide.apply(find(handle, hashed, " ORDER BY key FOR UPDATE"));
      write(handle, change);
      return change.result();
    });
  }

  @Override
  public int forget(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM attempt WHERE key IN (
                  SELECT key FROM attempt WHERE until < :now LIMIT :most FOR UPDATE SKIP LOCKED)
                """)
            .bind("now", now)
            .bind("most", FORGOTTEN_AT_ONCE)
            .execute());
  }

  /** A row that is not there could not be locked. */
  private static void makeRows(Handle handle, SortedMap<String, String> hashed) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO attempt (key, attempts, last_at, open_at, until)
            VALUES (:key, 0, 'epoch', 'epoch', 'epoch') ON CONFLICT (key) DO NOTHING
            """);
    hashed.keySet().forEach(key -> batch.bind("key", key).add());
    batch.execute();
  }

  private static Map<String, Record> find(
      Handle handle, SortedMap<String, String> hashed, String order) {
    Map<String, Record> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT key, attempts, last_at, open_at, until FROM attempt WHERE key IN (<keys>)"
                + order)
        .bindList("keys", hashed.keySet())
        .map((row, _) -> {
          if (AccountTable.instant(row, "until").isAfter(Instant.EPOCH)) {
            found.put(
                hashed.get(row.getString("key")),
                new Record(
                    row.getInt("attempts"),
                    AccountTable.instant(row, "last_at"),
                    AccountTable.instant(row, "open_at")));
          }
          return row.getString("key");
        })
        .list();
    return found;
  }

  private static void write(Handle handle, Change<?> change) {
    for (Map.Entry<String, Kept> each : change.write().entrySet()) {
      Record record = each.getValue().record();
      handle
          .createUpdate(
              """
              UPDATE attempt SET attempts = :attempts, last_at = :last, open_at = :open,
                                 until = :until
              WHERE key = :key
              """)
          .bind("attempts", record.attempts())
          .bind("last", record.last())
          .bind("open", record.openAt())
          .bind("until", each.getValue().until())
          .bind("key", hash(each.getKey()))
          .execute();
    }
    for (String key : change.remove()) {
      handle.createUpdate("DELETE FROM attempt WHERE key = :key").bind("key", hash(key)).execute();
    }
  }

  private static SortedMap<String, String> hashed(Collection<String> keys) {
    SortedMap<String, String> hashed = new TreeMap<>();
    keys.forEach(key -> hashed.put(hash(key), key));
    return hashed;
  }

  private static String hash(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package com.quotahit.bench;

import com.quotahit.persistence.database.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What PostgreSQL does without us: one insert of a row of the same size into the same table for
 * each transaction, by {@code pgbench} where there is one, else by as many JDBC clients.
 */
final class ReferenceInserts {

  private static final int PAYLOAD_BYTES = 500;

  private final Database database;
  private final int clients;
  private final Optional<Path> pgbench;

  ReferenceInserts(Database database, int clients) {
    this.database = database;
    this.clients = clients;
    this.pgbench =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(directory -> Path.of(directory, "pgbench"))
            .filter(Files::isExecutable)
            .findFirst();
  }

  String name() {
    return (pgbench.isPresent() ? "pgbench, " : "JDBC, ") + clients + " clients";
  }

  double perSecond(int seconds) throws Exception {
    return pgbench.isPresent() ? byPgbench(pgbench.get(), seconds) : byJdbc(seconds);
  }

  private double byPgbench(Path program, int seconds) throws Exception {
    Properties login = org.postgresql.Driver.parseURL(database.url(), new Properties());
    Path script = Files.createTempFile("quotahit-bench", ".sql");
    try {
      Files.writeString(
          script,
          """
          INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
            adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
          VALUES ('reference|' || gen_random_uuid(), 1, '%s', 0, '', 1, 'bench.note-written/1',
            decode('%s', 'hex'));
          """
              .formatted(UUID.randomUUID(), "78".repeat(PAYLOAD_BYTES)));
      ProcessBuilder builder =
          new ProcessBuilder(
                  program.toString(),
                  "-h",
                  login.getProperty("PGHOST"),
                  "-p",
                  login.getProperty("PGPORT"),
                  "-U",
                  login.getProperty("user"),
                  "-n",
                  "-M",
                  "prepared",
                  "-c",
                  String.valueOf(clients),
                  "-j",
                  "2",
                  "-T",
                  String.valueOf(seconds),
                  "-f",
                  script.toString(),
                  login.getProperty("PGDBNAME"))
              .redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", login.getProperty("password"));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      Matcher tps = Pattern.compile("tps = ([0-9.]+)").matcher(output);
      if (!tps.find()) {
        throw new IOException("pgbench said: " + output);
      }
      return Double.parseDouble(tps.group(1));
    } finally {
      Files.delete(script);
    }
  }

  private double byJdbc(int seconds) throws InterruptedException {
    AtomicLong inserted = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(clients);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < clients; i++) {
      Thread.ofPlatform().daemon().start(() -> insertUntil(end, inserted, ended));
    }
    ended.await(seconds + 30L, TimeUnit.SECONDS);
    return inserted.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private void insertUntil(long end, AtomicLong inserted, CountDownLatch ended) {
    byte[] payload = "x".repeat(PAYLOAD_BYTES).getBytes(StandardCharsets.UTF_8);
    try (Connection connection = DriverManager.getConnection(database.url());
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO event_journal (persistence_id, sequence_number, writer,"
                    + " write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest,"
                    + " event_payload) VALUES (?, 1, ?, 0, '', 1, 'bench.note-written/1', ?)")) {
      String writer = UUID.randomUUID().toString();
      while (System.nanoTime() < end) {
        insert.setString(1, "reference|" + UUID.randomUUID());
        insert.setString(2, writer);
        insert.setBytes(3, payload);
        insert.executeUpdate();
        inserted.incrementAndGet();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the reference failed", e);
    } finally {
      ended.countDown();
    }
  }
}

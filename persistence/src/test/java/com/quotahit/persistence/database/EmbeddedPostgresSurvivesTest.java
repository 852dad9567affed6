package com.quotahit.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class EmbeddedPostgresSurvivesTest {

  @TempDir Path directory;

  private Database open() throws Exception {
    // The programs are unpacked once for all tests; the data is this test's own.
    Files.createDirectories(directory.resolve("postgres"));
    Path programs = PostgresBinaries.unpackedIn(TestServer.binaries());
    Path link = directory.resolve("postgres").resolve(programs.getFileName());
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, programs);
    }
    return Database.open(TestDatabase.settings(6, directory));
  }

  private static long count(Database database) {
    return database
        .jdbi()
        .withHandle(
            h -> h.createQuery("SELECT count(*) FROM cluster_node").mapTo(Long.class).one());
  }

  private Process child(long from) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WritingOwner.class.getName(),
            directory.toString(),
            String.valueOf(from))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private long serverPid() throws Exception {
    return Long.parseLong(
        Files.readAllLines(directory.resolve("postgres/cluster/postmaster.pid")).getFirst());
  }

  private static boolean gone(long pid) {
    Path stat = Path.of("/proc", String.valueOf(pid), "stat");
    try {
      return !Files.exists(stat) || Files.readString(stat).contains(") Z ");
    } catch (java.io.IOException vanished) {
      return true;
    }
  }

  /** Lets a process write, kills it, and gives the last number that it was told is stored. */
  private long killWhileWriting(long from, int atLeast, boolean serverToo) throws Exception {
    Process child = child(from);
    long acknowledged = from - 1;
    try (BufferedReader out = child.inputReader()) {
      for (int i = 0; i < atLeast; i++) {
        acknowledged = Long.parseLong(out.readLine());
      }
      if (serverToo) {
        ProcessHandle.of(serverPid()).orElseThrow().destroyForcibly();
      }
      child.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (!line.isBlank()) {
          acknowledged = Long.parseLong(line);
        }
      }
    }
    return acknowledged;
  }

  private long reopened(long acknowledged) throws Exception {
    long begin = System.nanoTime();
    try (Database database = open()) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
      long found = count(database);
      assertThat(found).isGreaterThanOrEqualTo(acknowledged + 1);
      return found;
    }
  }

  @Test
  void a_killed_owner_loses_nothing_acknowledged_and_leaves_no_process() throws Exception {
    open().close();
    long acknowledged = killWhileWriting(0, 200, false);
    reopened(acknowledged);
    assertThat(Files.exists(directory.resolve("postgres/cluster/postmaster.pid"))).isFalse();
  }

  @Test
  void the_guard_ends_the_server_of_a_killed_owner_without_a_next_start() throws Exception {
    open().close();
    Process child = child(0);
    child.inputReader().readLine();
    long server = serverPid();
    child.destroyForcibly();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> gone(server));
  }

  @Test
  @Tag("long")
  void ten_kills_of_owner_or_owner_and_server_lose_nothing() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    open().close();
    long from = 0;
    for (int i = 0; i < 10; i++) {
      long acknowledged = killWhileWriting(from, 20 + random.nextInt(400), random.nextBoolean());
      from = Math.max(acknowledged + 1, reopened(acknowledged)) + 1;
      try (Database database = open()) {
        long kept = from;
        database
            .jdbi()
            .useHandle(h -> {
              h.execute("DELETE FROM cluster_node");
              h.execute(
                  "INSERT INTO cluster_node SELECT 'o' || i, '', false, now()"
                      + " FROM generate_series(1, ?) i",
                  kept);
            });
      }
    }
  }

  @Test
  void a_second_owner_is_refused_at_once() throws Exception {
    try (Database _ = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("in use by another QuotaHit");
    }
  }

  @Test
  void commits_are_durable_and_passwords_are_asked_and_private() throws Exception {
    try (Database database = open()) {
      assertThat(DatabaseSafety.of(database.jdbi()).unsafeSettings()).isEmpty();
      String withoutPassword = database.url().replaceAll("password=.*", "password=wrong");
      assertThatThrownBy(() -> java.sql.DriverManager.getConnection(withoutPassword))
          .hasMessageContaining("password");
    }
    for (String name : List.of("superuser", "owner", "application")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(
                      directory.resolve("postgres/" + name + ".password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void the_port_stays_and_a_stale_pid_file_is_no_obstacle() throws Exception {
    open().close();
    String port = Files.readString(directory.resolve("postgres/port"));
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor(5, TimeUnit.SECONDS);
    Files.writeString(
        directory.resolve("postgres/cluster/postmaster.pid"), ended.pid() + "\n/x\n1\n1\n");
    open().close();
    assertThat(Files.readString(directory.resolve("postgres/port"))).isEqualTo(port);
  }

  @Test
  void a_database_outside_is_used_with_the_same_migrations() throws Exception {
    try (TestDatabase _ = TestDatabase.fresh()) {
      TestServer.asSuperuser("CREATE DATABASE outside_test");
      try {
        DatabaseLogin login = TestServer.get().superuser("outside_test");
        DatabaseSettings settings = TestDatabase.settings(6, directory);
        try (Database database =
            Database.open(
                new DatabaseSettings(
                    java.util.Optional.of(
                        login.url() + "?user=" + login.user() + "&password=" + login.password()),
                    java.util.Optional.empty(),
                    settings.directory(),
                    settings.pool(),
                    settings.statementTimeout(),
                    settings.connectionWait(),
                    settings.socketTimeout()))) {
          assertThat(count(database)).isZero();
          assertThat(DatabaseSafety.of(database.jdbi()).bypassesRowSecurity()).isFalse();
        }
      } finally {
        TestServer.asSuperuser("DROP DATABASE outside_test WITH (FORCE)");
      }
    }
  }
}

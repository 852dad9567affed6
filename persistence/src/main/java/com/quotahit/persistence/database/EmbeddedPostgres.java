package com.quotahit.persistence.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server that lives in the data directory and belongs to this process alone. What
 * it has acknowledged is on disk: fsync and synchronous commit are on.
 *
 * <p>When this process dies without closing it, a guard that reads from a pipe sees the end and
 * shuts the server down; a server that is found running in spite of that is stopped before the new
 * one starts. A data directory that another process uses is refused at once.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String SUPERUSER = "postgres";
  private static final int STOP_SECONDS = 20;
  private static final int START_SECONDS = 120;
  private static final long LOG_BYTES_MAX = 8 << 20;

  private final Path home;
  private final Path directory;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final String password;
  private final int port;
  private final long pid;
  private final Process guard;
  private boolean closed;

  private EmbeddedPostgres(Path home, Path directory, FileChannel lockFile, FileLock lock)
      throws IOException {
    this.home = home;
    this.directory = directory;
    this.lockFile = lockFile;
    this.lock = lock;
    this.password = password();
    if (!Files.exists(cluster().resolve("PG_VERSION"))) {
      createCluster();
    }
    stopOrphan();
    this.port = freePort();
    this.guard = startGuard();
    this.pid = Long.parseLong(guard.inputReader().readLine());
    awaitReady();
  }

  /**
   * Starts the server of {@code directory}, creating it when there is none.
   *
   * @param binaries where PostgreSQL's programs are, or shall be unpacked
   */
  public static EmbeddedPostgres start(Path directory, Path binaries) throws IOException {
    Path own = directory.toAbsolutePath().normalize();
    Files.createDirectories(own);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
    FileChannel lockFile =
        FileChannel.open(
            own.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(lockFile);
    if (lock == null) {
      lockFile.close();
      throw new IOException(
          own
              + " is in use by another QuotaHit process. Stop it, or give this one its own"
              + " QUOTAHIT_DATA_DIR or the QUOTAHIT_DATABASE_URL of a shared PostgreSQL.");
    }
    try {
      return new EmbeddedPostgres(PostgresBinaries.unpackedIn(binaries), own, lockFile, lock);
    } catch (IOException | RuntimeException failure) {
      lockFile.close();
      throw failure;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  public int port() {
    return port;
  }

  /** Process id of the server. */
  public long pid() {
    return pid;
  }

  /** How the server's superuser reaches a database; only for setting up roles and databases. */
  DatabaseLogin superuser(String database) {
    return login(database, SUPERUSER, password);
  }

  DatabaseLogin login(String database, String user, String userPassword) {
    return new DatabaseLogin(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, userPassword);
  }

  /** A password that belongs to this installation, made on first use; 0600 on disk. */
  String secret(String name) throws IOException {
    Path file = directory.resolve(name + ".password");
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Path fresh = directory.resolve(name + ".password.new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(random));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  /** Stops the server; connections that are still open are cut, nothing acknowledged is lost. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        run("pg_ctl", stopArguments("immediate"));
      }
      lock.release();
      lockFile.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("interrupted while embedded PostgreSQL stopped; its guard goes on");
    } catch (IOException e) {
      LOG.warn("embedded PostgreSQL did not stop cleanly; the next start recovers it", e);
    }
  }

  private Path cluster() {
    return directory.resolve("cluster");
  }

  private String password() throws IOException {
    return secret("superuser");
  }

  /** Made beside its place and moved there, so that a half-made cluster is never taken for one. */
  private void createCluster() throws IOException {
    Path fresh = directory.resolve("cluster.new");
    PostgresBinaries.deleteAll(fresh);
    run(
        "initdb",
        List.of(
            "-D",
            fresh.toString(),
            "-U",
            SUPERUSER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + directory.resolve("superuser.password"),
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8"));
    Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void stopOrphan() throws IOException {
    Optional<Long> orphan = runningPid();
    if (orphan.isPresent()) {
      LOG.atWarn().addKeyValue("pid", orphan.get()).log("a server was left running; stopping it");
      stopOrphanServer();
    } else {
      Files.deleteIfExists(cluster().resolve("postmaster.pid"));
    }
  }

  /** The server of this directory, if it runs: a recycled process id does not count. */
  private Optional<Long> runningPid() throws IOException {
    return pidFile().stream()
        .findFirst()
        .map(line -> Long.parseLong(line.strip()))
        .filter(EmbeddedPostgres::alive)
        .filter(running ->
            ProcessHandle.of(running)
                .flatMap(process -> process.info().command())
                .map(command -> command.contains("postgres"))
                .orElse(true));
  }

  private List<String> pidFile() throws IOException {
    try {
      return Files.readAllLines(cluster().resolve("postmaster.pid")).stream()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** One that has ended but was not waited for by its parent still has a process id. */
  private static boolean alive(long pid) {
    if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException noProc) {
      return true;
    }
  }

  private void stopOrphanServer() throws IOException {
    try {
      run("pg_ctl", stopArguments("fast"));
    } catch (IOException slow) {
      if (runningPid().isPresent()) {
        run("pg_ctl", stopArguments("immediate"));
      }
    }
  }

  private List<String> stopArguments(String mode) {
    return List.of(
        "stop", "-D", cluster().toString(), "-m", mode, "-w", "-t", String.valueOf(STOP_SECONDS));
  }

  /** The same port as last time when it is free, so that tools keep their settings. */
  private int freePort() throws IOException {
    Path file = directory.resolve("port");
    int last = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    int chosen;
    try (ServerSocket probe = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
      chosen = probe.getLocalPort();
    } catch (IOException taken) {
      try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        chosen = probe.getLocalPort();
      }
    }
    Files.writeString(file, String.valueOf(chosen));
    return chosen;
  }

  /**
   * A shell whose child is the server. It waits for the end of its input, which comes when this
   * process is gone however it went, asks the server for a fast shutdown and waits for its end. In
   * a session of its own, so that an interrupt typed at the terminal reaches this process alone.
   */
  private Process startGuard() throws IOException {
    Path log = directory.resolve("server.log");
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.delete(log);
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.addAll(
        List.of(
            "sh",
            "-c",
            "trap '' INT TERM HUP; log=$1; shift; \"$@\" >>\"$log\" 2>&1 & echo $!; "
                + "read -r _; kill -INT $! 2>/dev/null; wait $!",
            "guard",
            log.toString()));
    command.addAll(asOrdinaryUser("postgres"));
    command.addAll(List.of("-D", cluster().toString(), "-p", String.valueOf(port)));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=60",
            "io_method=sync",
            "jit=off",
            "log_min_messages=warning")) {
      command.addAll(List.of("-c", setting));
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The server writes into its pid file when it takes connections. */
  private void awaitReady() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!ready()) {
      if (!alive(pid) || System.nanoTime() > end) {
        guard.getOutputStream().close();
        throw new IOException(
            "PostgreSQL did not start: " + endOf(directory.resolve("server.log")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean ready() throws IOException {
    List<String> lines = pidFile();
    return lines.size() > 1
        && lines.getFirst().strip().equals(String.valueOf(pid))
        && lines.getLast().strip().equals("ready");
  }

  private static String endOf(Path log) throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see one. */
  private List<String> asOrdinaryUser(String program) throws IOException {
    String path = home.resolve("bin").resolve(program).toString();
    return isRoot() ? List.of("unshare", "-U", path) : List.of(path);
  }

  private void run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(asOrdinaryUser(program));
    command.addAll(arguments);
    Path output = directory.resolve(program + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(
            program + " ended with " + exit + ": " + Files.readString(output).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " ran", e);
    }
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Files.getAttribute(self, "unix:uid").equals(0)
        : "root".equals(System.getProperty("user.name"));
  }
}

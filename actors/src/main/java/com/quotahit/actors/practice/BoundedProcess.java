package com.quotahit.actors.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A program that reads something dangerous for us: bounded in time and in what it may say, with an
 * empty environment and nothing to read but its arguments. Blocks; run it where blocking is
 * allowed.
 */
final class BoundedProcess {

  /**
   * @param exit code of the program, or -1 when it was ended for being too slow
   */
  record Ended(int exit, byte[] output) {
    boolean tooSlow() {
      return exit == -1;
    }
  }

  private BoundedProcess() {}

  /** Runs to the end or to the wall; output beyond {@code bytesMax} is dropped. */
  static Ended run(List<String> command, Duration wall, int bytesMax) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LANG", "C.UTF-8");
    environment.put("OMP_THREAD_LIMIT", "1");
    Process process = builder.start();
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    Executor after = CompletableFuture.delayedExecutor(wall.toMillis(), TimeUnit.MILLISECONDS);
    after.execute(() -> {
      if (process.isAlive()) {
        late.complete(true);
        kill(process);
      }
    });
    try (InputStream output = process.getInputStream()) {
      byte[] read = readUpTo(output, bytesMax);
      int exit = process.waitFor();
      return new Ended(late.getNow(false) ? -1 : exit, read);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a document was read", e);
    } finally {
      kill(process);
    }
  }

  private static byte[] readUpTo(InputStream output, int bytesMax) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
      kept.write(buffer, 0, Math.min(n, bytesMax - kept.size()));
    }
    return kept.toByteArray();
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

package com.quotahit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import sun.misc.Signal;

/** Starts a node and says on one line where it is. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    silenceLibraries();
    try {
      Config config =
          ClusterTls.in(
              Roles.in(ConfigFactory.load(), System.getenv("QUOTAHIT_ROLES")),
              System.getenv("QUOTAHIT_CLUSTER_TLS_DIR"));
      Node node = Node.start(config);
      long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
      System.out.printf(
          "QuotaHit is ready: %s (started in %.1f s)%n", node.publicUrl(), uptime / 1000.0);
      System.out.flush();
      // Told to stop, a node leaves in order and has then ended well: with 0, not 143.
      Signal.handle(new Signal("TERM"), _ -> node.leave());
    } catch (Exception failure) {
      System.err.println("QuotaHit did not start: " + reason(failure));
      System.exit(1);
    }
  }

  /** What libraries print by Scala's console is theirs to read, not our operators'. */
  private static void silenceLibraries() {
    PrintStream ours = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    scala.Console.out();
    System.setOut(ours);
  }

  /** The innermost message says what is wrong; the log has the rest. */
  private static String reason(Throwable failure) {
    org.slf4j.LoggerFactory.getLogger(Main.class)
        .atError()
        .setCause(failure)
        .log("the node did not start");
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.toString() : inner.getMessage();
  }
}

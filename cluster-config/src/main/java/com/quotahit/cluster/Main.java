package com.quotahit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;

/** Starts a node and says on one line where it is. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try {
      Config config = Roles.in(ConfigFactory.load(), System.getenv("QUOTAHIT_ROLES"));
      Node node = Node.start(config);
      long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
      System.out.printf(
          "QuotaHit is ready: %s (started in %.1f s)%n", node.publicUrl(), uptime / 1000.0);
      System.out.flush();
    } catch (Exception failure) {
      System.err.println("QuotaHit did not start: " + reason(failure));
      System.exit(1);
    }
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

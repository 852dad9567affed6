package com.quotahit.persistence.cluster;

import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.DatabaseSafety;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every setting that our promises rest on, as it really is after all files and overrides.
 * One that would void a promise stops the start.
 */
public final class EngineSelfCheck {

  private static final Logger LOG = LoggerFactory.getLogger(EngineSelfCheck.class);
  private static final Duration SKEW_MAX = Duration.ofSeconds(2);

  /**
   * One thing looked at.
   *
   * @param stops whether a node must not start with it; otherwise it is an alarm
   */
  public record Finding(String name, String actual, String required, boolean safe, boolean stops) {}

  private final Config config;
  private final List<Finding> findings = new ArrayList<>();

  private EngineSelfCheck(Config config) {
    this.config = config;
  }

  /** Looks at everything; {@code config} is that of the running actor system. */
  public static List<Finding> look(Config config, Database database, InstantSource clock) {
    EngineSelfCheck check = new EngineSelfCheck(config);
    check.cluster();
    check.journal();
    check.waits();
    check.database(database, clock);
    return List.copyOf(check.findings);
  }

  /** Logs every finding and throws when one is unsafe. */
  public static void require(Config config, Database database, InstantSource clock) {
    List<Finding> findings = look(config, database, clock);
    for (Finding finding : findings) {
      (finding.safe() ? LOG.atDebug() : LOG.atError())
          .addKeyValue("setting", finding.name())
          .addKeyValue("is", finding.actual())
          .addKeyValue("must", finding.required())
          .log(finding.safe() ? "setting checked" : "unsafe setting");
    }
    LOG.atInfo().addKeyValue("checked", findings.size()).log("engine settings checked");
    String unsafe =
        findings.stream()
            .filter(finding -> !finding.safe() && finding.stops())
            .map(f -> f.name() + " = " + f.actual() + ": must be " + f.required())
            .collect(Collectors.joining("\n  "));
    if (!unsafe.isEmpty()) {
      throw new IllegalStateException("unsafe settings, not starting:\n  " + unsafe);
    }
  }

  private void cluster() {
    text(
        "pekko.cluster.downing-provider-class",
        "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider");
    text("pekko.cluster.split-brain-resolver.active-strategy", "lease-majority");
    text(
        "pekko.cluster.split-brain-resolver.lease-majority.lease-implementation",
        "quotahit.cluster.lease");
    text("quotahit.cluster.lease.lease-class", PostgresLease.class.getName());
    within("quotahit.cluster.lease.heartbeat-timeout", "6s", "25s");
    leaseOfTheDeadIsFree();
    within("pekko.cluster.split-brain-resolver.stable-after", "3s", "20s");
    within("pekko.cluster.failure-detector.acceptable-heartbeat-pause", "2s", "10s");
    number("pekko.cluster.sharding.number-of-shards", n -> n == 60, "60, for ever");
    off("pekko.cluster.sharding.remember-entities");
    number(
        "pekko.cluster.sharding.least-shard-allocation-strategy.rebalance-absolute-limit",
        n -> n == 20,
        "20");
    number("pekko.cluster.singleton.min-number-of-hand-over-retries", n -> n >= 30, "30 or more");
    number("pekko.cluster.min-nr-of-members", n -> n == 1, "1: what survives one failure");
    off("pekko.remote.artery.propagate-harmless-quarantine-events");
    on("pekko.coordinated-shutdown.exit-jvm");
    within(
        "pekko.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout", "5s", "30s");
  }

  /** Whoever outlives the holder of the lease asks for it after these two, and once only. */
  private void leaseOfTheDeadIsFree() {
    Duration held = config.getDuration("quotahit.cluster.lease.heartbeat-timeout");
    Duration asked =
        config
            .getDuration("pekko.cluster.failure-detector.acceptable-heartbeat-pause")
            .plus(config.getDuration("pekko.cluster.split-brain-resolver.stable-after"));
    add(
        "quotahit.cluster.lease.heartbeat-timeout",
        held.toString(),
        "a second below acceptable-heartbeat-pause and stable-after together, or a cluster ends"
            + " with the node that holds the lease",
        held.plusSeconds(1).compareTo(asked) <= 0,
        true);
  }

  private void journal() {
    off("pekko.actor.allow-java-serialization");
    text("pekko.persistence.journal.plugin", "jdbc-journal");
    text("pekko.persistence.snapshot-store.plugin", "jdbc-snapshot-store");
    text("pekko.persistence.journal-plugin-fallback.replay-filter.mode", "fail");
    on("pekko.persistence.snapshot-store-plugin-fallback.snapshot-is-optional");
    number("pekko.persistence.max-concurrent-recoveries", n -> n <= 50, "50 or fewer");
    for (String plugin : List.of("jdbc-journal", "jdbc-snapshot-store", "jdbc-read-journal")) {
      text(plugin + ".use-shared-db", "slick");
    }
    text(
        "pekko-persistence-jdbc.database-provider-fqcn",
        "com.quotahit.persistence.journal.PooledSlick");
    Duration gap =
        config
            .getDuration("jdbc-read-journal.journal-sequence-retrieval.query-delay")
            .multipliedBy(config.getInt("jdbc-read-journal.journal-sequence-retrieval.max-tries"));
    Duration longest = config.getDuration("quotahit.database.statement-timeout");
    add(
        "jdbc-read-journal.journal-sequence-retrieval (max-tries × query-delay)",
        gap.toString(),
        "above quotahit.database.statement-timeout by 5s, or facts are skipped",
        gap.compareTo(longest.plusSeconds(5)) >= 0,
        true);
    within("jdbc-read-journal.refresh-interval", "100ms", "1s");
    text("pekko.projection.jdbc.dialect", "postgres-dialect");
  }

  private void waits() {
    within("quotahit.database.statement-timeout", "100ms", "5s");
    within("quotahit.database.connection-wait", "100ms", "5s");
    within("quotahit.database.socket-timeout", "1s", "15s");
    within("quotahit.engine.ask-timeout", "1s", "5s");
    within("quotahit.engine.persist-backoff-min", "10ms", "1s");
    within("quotahit.engine.persist-backoff-max", "1s", "10s");
    within("pekko.persistence.journal-plugin-fallback.circuit-breaker.call-timeout", "1s", "10s");
  }

  private void database(Database database, InstantSource clock) {
    DatabaseSafety found = DatabaseSafety.of(database.jdbi());
    add(
        "PostgreSQL durability",
        found.unsafeSettings().isEmpty() ? "on" : found.unsafeSettings().toString(),
        "fsync, synchronous_commit and full_page_writes not off",
        found.unsafeSettings().isEmpty(),
        database.isEmbedded());
    add(
        "row-level security",
        found.bypassesRowSecurity() ? "bypassed" : "in force",
        "in force for the application's role",
        !found.bypassesRowSecurity(),
        true);
    add(
        "connections of one node",
        String.valueOf(database.settings().pool()),
        "a quarter of max_connections = " + found.maxConnections() + " at the most",
        database.settings().pool() * 4 <= found.maxConnections(),
        false);
    Duration skew = found.skew(clock.instant());
    add(
        "clock against the database's",
        skew.toMillis() + " ms",
        SKEW_MAX.toMillis() + " ms at the most",
        skew.compareTo(SKEW_MAX) <= 0,
        false);
  }

  private void text(String path, String required) {
    String actual = config.hasPath(path) ? config.getString(path) : "(not set)";
    add(path, actual, required, actual.equals(required), true);
  }

  private void on(String path) {
    add(path, String.valueOf(config.getBoolean(path)), "on", config.getBoolean(path), true);
  }

  private void off(String path) {
    add(path, String.valueOf(config.getBoolean(path)), "off", !config.getBoolean(path), true);
  }

  private void number(String path, Predicate<Integer> holds, String required) {
    int actual = config.getInt(path);
    add(path, String.valueOf(actual), required, holds.test(actual), true);
  }

  private void within(String path, String least, String most) {
    Duration actual = config.getDuration(path);
    add(
        path,
        actual.toString(),
        least + " to " + most,
        actual.compareTo(duration(least)) >= 0 && actual.compareTo(duration(most)) <= 0,
        true);
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.replace("ms", "")))
        : Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
  }

  private void add(String name, String actual, String required, boolean safe, boolean stops) {
    findings.add(new Finding(name, actual, required, safe, stops));
  }
}

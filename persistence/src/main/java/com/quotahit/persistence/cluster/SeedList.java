package com.quotahit.persistence.cluster;

import com.quotahit.persistence.database.Database;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node into the cluster of its database: it joins the nodes that run, or founds a cluster
 * when none does. Founding needs a lock that its holder keeps until its row says that it is up, so
 * that nodes which start at the same moment become one cluster.
 */
public final class SeedList {

  private static final Logger LOG = LoggerFactory.getLogger(SeedList.class);
  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(15);
  private static final int PROBE_MILLIS = 1_000;

  private final ActorSystem<?> system;
  private final SeedSettings settings;
  private final NodeTable nodes;
  private final Cluster cluster;
  private final String self;
  private volatile boolean leaving;
  private final String incarnation = UUID.randomUUID().toString();

  public SeedList(ActorSystem<?> system, Database database, SeedSettings settings) {
    this.system = system;
    this.settings = settings;
    this.nodes = new NodeTable(database);
    this.cluster = Cluster.get(system);
    this.self = cluster.selfMember().address().toString();
  }

  /** Completes when this node is up. Joining goes on until then or until the system ends. */
  public CompletionStage<Done> join() {
    CompletableFuture<Done> joined = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("seed-list")
        .start(() -> {
          try {
            if (settings.seedNodes().isEmpty()) {
              joinByList();
            } else {
              joinSeeds(settings.seedNodes().stream().map(this::address).toList());
              while (running() && !awaitUp(ONE_ATTEMPT)) {
                LOG.atInfo().addKeyValue("seeds", settings.seedNodes()).log("still joining");
              }
            }
            nodes.announce(self, incarnation, true);
            leaveListOnShutdown();
            joined.complete(Done.getInstance());
            renewWhileRunning();
          } catch (RuntimeException failure) {
            joined.completeExceptionally(failure);
          }
        });
    return joined;
  }

  private void joinByList() {
    nodes.announce(self, incarnation, false);
    while (running() && !up()) {
      List<Address> living = living();
      if (!living.isEmpty()) {
        joinSeeds(living);
        awaitUp(ONE_ATTEMPT);
      } else if (!found()) {
        pause(Duration.ofMillis(100));
      }
      if (!up()) {
        nodes.announce(self, incarnation, false);
      }
    }
  }

  /** Looks again under the lock: another node may have founded the cluster since. */
  private boolean found() {
    try (@Nullable Connection founding = nodes.tryFounding()) {
      if (founding == null || !living().isEmpty() || !NodeTable.alive(founding)) {
        return false;
      }
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
      if (awaitUp(ONE_ATTEMPT)) {
        nodes.announce(self, incarnation, true);
        return true;
      }
      return false;
    } catch (SQLException unreachable) {
      LOG.atWarn().setCause(unreachable).log("cannot reach the database to found a cluster");
      pause(Duration.ofSeconds(1));
      return false;
    }
  }

  private List<Address> living() {
    return nodes.neighbours(self, settings.freshFor()).stream()
        .filter(SeedList::lives)
        .map(neighbour -> AddressFromURIString.parse(neighbour.address()))
        .toList();
  }

  /**
   * A port that refuses belongs to nobody; one that accepts to a node whose row may be stale only
   * because the database was away. Without either answer the row decides.
   */
  private static boolean lives(NodeTable.Neighbour neighbour) {
    Address address = AddressFromURIString.parse(neighbour.address());
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost().orElseThrow(), address.getPort().orElseThrow()),
          PROBE_MILLIS);
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (IOException unknown) {
      return neighbour.fresh();
    }
  }

  private Address address(String hostAndPort) {
    return AddressFromURIString.parse(
        cluster.selfMember().address().protocol() + "://" + system.name() + "@" + hostAndPort);
  }

  private void joinSeeds(List<Address> seeds) {
    LOG.atInfo().addKeyValue("nodes", seeds).log("joining");
    cluster.manager().tell(new JoinSeedNodes(seeds));
  }

  private boolean up() {
    MemberStatus status = cluster.selfMember().status();
    return status == MemberStatus.up() || status == MemberStatus.weaklyUp();
  }

  private boolean running() {
    return !leaving
        && !system.getWhenTerminated().toCompletableFuture().isDone()
        && !cluster.isTerminated();
  }

  private boolean awaitUp(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (!up() && running() && System.nanoTime() < end) {
      pause(Duration.ofMillis(25));
    }
    return up();
  }

  private void leaveListOnShutdown() {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "leave-seed-list",
            () -> {
              leaving = true;
              CompletableFuture<Done> left = new CompletableFuture<>();
              Thread.ofVirtual()
                  .start(() -> {
                    try {
                      nodes.leave(self, incarnation);
                    } catch (RuntimeException unreachable) {
                      LOG.atInfo().log("left without saying so: the database is away");
                    }
                    left.complete(Done.getInstance());
                  });
              return left.completeOnTimeout(Done.getInstance(), 3, TimeUnit.SECONDS);
            });
  }

  private void renewWhileRunning() {
    while (running()) {
      pause(settings.renewEvery());
      if (!running() || !up()) {
        continue;
      }
      try {
        nodes.announce(self, incarnation, true);
      } catch (RuntimeException unreachable) {
        LOG.atWarn().log("cannot renew this node's row: the database is away");
      }
    }
  }

  private static void pause(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
  }
}

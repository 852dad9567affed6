package com.quotahit.http.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** This node's place in the cluster, for the operators' port. */
public final class ClusterNode {

  private final ActorSystem<?> system;

  public ClusterNode(ActorSystem<?> system) {
    this.system = system;
  }

  public List<Management.Member> members() {
    ClusterEvent.CurrentClusterState state = Cluster.get(system).state();
    List<Management.Member> members = new ArrayList<>();
    for (Member member : state.getMembers()) {
      boolean unreachable = state.getUnreachable().contains(member);
      members.add(
          new Management.Member(
              member.address().hostPort(),
              unreachable ? "unreachable" : member.status().toString().toLowerCase(Locale.ROOT),
              member.getRoles().stream()
                  .filter(role -> !role.startsWith("dc-"))
                  .sorted()
                  .toList()));
    }
    return members;
  }

  /** Whether this node takes part. */
  public Readiness.Check isMember() {
    return new Readiness.Check(
        "cluster",
        () ->
            CompletableFuture.completedFuture(
                Cluster.get(system).selfMember().status() == MemberStatus.up()));
  }

  /** Leaves the cluster in order and ends the process. */
  public void drain() {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
  }

  /** Before anything is stopped, the node says for a while that it is not ready. */
  public void sayNotReadyFirst(Readiness readiness, Duration howLong) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "say-not-ready",
            () -> {
              readiness.leaving();
              return CompletableFuture.completedFuture(Done.getInstance())
                  .thenApplyAsync(
                      done -> done,
                      CompletableFuture.delayedExecutor(howLong.toMillis(), TimeUnit.MILLISECONDS));
            });
  }
}

package com.quotahit.actors.practice;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The incarnations of the cluster's nodes: the same address started again is another one, so a call
 * knows whether the very process that carried it still lives.
 */
public final class ClusterNodes {

  private ClusterNodes() {}

  public static String self(ActorSystem<?> system) {
    return name(Cluster.get(system).selfMember().uniqueAddress());
  }

  /** All members, or nothing until this node is up: before that it may know only itself. */
  public static Supplier<Optional<Set<String>>> living(ActorSystem<?> system) {
    Cluster cluster = Cluster.get(system);
    return () ->
        cluster.selfMember().status().equals(MemberStatus.up())
            ? Optional.of(
                StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                    .map(Member::uniqueAddress)
                    .map(ClusterNodes::name)
                    .collect(Collectors.toSet()))
            : Optional.empty();
  }

  private static String name(UniqueAddress address) {
    return address.address() + "#" + address.longUid();
  }
}

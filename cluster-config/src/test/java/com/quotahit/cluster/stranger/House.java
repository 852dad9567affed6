package com.quotahit.cluster.stranger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several nodes on one database with a {@link TonalProvider}, each to be lost and started again.
 */
final class House implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(150);

  private final Path directory;
  private final CommonDatabase database;
  private final TonalProvider provider = TonalProvider.start();
  private final List<RunningNode> nodes = new ArrayList<>();

  private House(Path directory) {
    this.directory = directory;
    this.database = CommonDatabase.in(directory.resolve("database"));
  }

  static House of(int size, Path directory) {
    House house = new House(directory);
    try {
      for (int i = 0; i < size; i++) {
        house.nodes.add(house.start(i, RunningNode.Ports.free()));
      }
      house.nodes.forEach(node -> node.awaitReady(START));
      return house;
    } catch (RuntimeException | AssertionError failure) {
      house.close();
      throw failure;
    }
  }

  RunningNode node(int number) {
    return nodes.get(number);
  }

  int size() {
    return nodes.size();
  }

  List<String> basesWithout(int number) {
    List<String> bases = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (i != number) {
        bases.add(nodes.get(i).base());
      }
    }
    return bases;
  }

  /** Who still runs, and the last words of those who do not. */
  String condition() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < nodes.size(); i++) {
      RunningNode node = nodes.get(i);
      all.append("node ").append(i).append(node.handle().isAlive() ? " runs\n" : " has ended\n");
      all.append(node.logTail()).append("\n");
    }
    return all.toString();
  }

  /** A node that was lost comes back at its old address. */
  void again(int number) {
    nodes.get(number).close();
    nodes.set(number, start(number, nodes.get(number).ports()).awaitReady(START));
  }

  private RunningNode start(int number, RunningNode.Ports ports) {
    Map<String, String> environment = new HashMap<>(provider.environment());
    environment.put("QUOTAHIT_DATABASE_URL", database.url());
    environment.put("QUOTAHIT_DATABASE_POOL", "10");
    return RunningNode.start(directory.resolve("node-" + number), ports, environment);
  }

  @Override
  public void close() {
    nodes.forEach(RunningNode::terminate);
    nodes.forEach(RunningNode::close);
    provider.close();
    database.close();
  }
}

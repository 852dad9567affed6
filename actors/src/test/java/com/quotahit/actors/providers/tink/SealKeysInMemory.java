package com.quotahit.actors.providers.tink;

import com.quotahit.core.shared.SealKeysPort;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What nodes share about master keys, without a database. */
final class SealKeysInMemory implements SealKeysPort {

  private final NavigableMap<Integer, KnownKey> keys = new TreeMap<>();
  private final Set<Integer> used = new HashSet<>();
  private final Map<String, Set<Integer>> nodes = new ConcurrentHashMap<>();

  @Override
  public synchronized Optional<KnownKey> current() {
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.lastEntry().getValue());
  }

  @Override
  public synchronized KnownKey introduce(KnownKey key) {
    if (current().filter(known -> known.version() >= key.version()).isEmpty()) {
      keys.put(key.version(), key);
    }
    return current().orElseThrow();
  }

  @Override
  public synchronized boolean used(KnownKey key) {
    used.add(key.version());
    return key.equals(keys.get(key.version()));
  }

  @Override
  public synchronized boolean replaceUnused(KnownKey lost, KnownKey key) {
    return !used.contains(lost.version()) && keys.replace(lost.version(), lost, key);
  }

  @Override
  public void holds(String node, Set<Integer> versions) {
    nodes.put(node, versions);
  }

  @Override
  public synchronized void alone(Runnable work) {
    work.run();
  }

  @Override
  public void gone(String node) {
    nodes.remove(node);
  }

  @Override
  public boolean heldByAll(int version) {
    return !nodes.isEmpty() && nodes.values().stream().allMatch(held -> held.contains(version));
  }

  @Override
  public int newestHeld() {
    return nodes.values().stream().flatMap(Set::stream).max(Integer::compare).orElse(0);
  }
}

package com.quotahit.core.workspace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notices between objects that play nodes, delivered on the publisher's thread. */
public final class NoticesInMemory implements NoticePort {

  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

  @Override
  public void publish(String topic, String text) {
    listeners.getOrDefault(topic, List.of()).forEach(listener -> listener.accept(text));
  }

  @Override
  public void listen(String topic, Consumer<String> listener) {
    listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }
}

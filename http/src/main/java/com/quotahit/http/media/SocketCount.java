package com.quotahit.http.media;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, before and after they become sockets. */
final class SocketCount {

  private final MediaSettings settings;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger sockets = new AtomicInteger();

  SocketCount(MediaSettings settings) {
    this.settings = settings;
  }

  /**
   * False when too many connections have not become sockets yet; this one is counted all the same.
   */
  boolean connected() {
    return connections.incrementAndGet() - sockets.get() <= settings.handshakesMax();
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  boolean roomForSocket() {
    return sockets.get() < settings.socketsMax();
  }

  void opened() {
    sockets.incrementAndGet();
  }

  void closed() {
    sockets.decrementAndGet();
  }

  int sockets() {
    return sockets.get();
  }
}

package com.quotahit.http.media;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, before and after they become sockets. */
final class SocketCount {

  /** So many times the handshakes at work are told to come back; beyond that nothing is said. */
  private static final int TURNED_AWAY_MAX = 8;

  private final MediaSettings settings;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger sockets = new AtomicInteger();

  /** What a new connection finds. */
  enum Door {
    OPEN,
    /** Too many are at it; there is time to say so. */
    CROWDED,
    /** Not even for that. */
    SHUT
  }

  SocketCount(MediaSettings settings) {
    this.settings = settings;
  }

  /** Every connection counts, whatever it finds. */
  Door connected() {
    int before = connections.incrementAndGet() - sockets.get();
    if (before <= settings.handshakesMax()) {
      return Door.OPEN;
    }
    return before <= (long) TURNED_AWAY_MAX * settings.handshakesMax() ? Door.CROWDED : Door.SHUT;
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

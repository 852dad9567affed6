package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketClient;
import com.quotahit.actors.providers.openai.RealtimeLink.Arrival;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions at the provider, some ahead of the calls that were announced. A session knows
 * nothing of a call until the call configures it, so whichever call comes first takes whichever
 * session waits; one that nobody takes in time is closed.
 */
final class RealtimeSessions {

  private final MediaSocketClient sockets;
  private final URI address;
  private final Map<String, String> headers;
  private final ScheduledExecutorService timer;
  private final int aheadMost;
  private final Duration aheadFor;
  private final ArrayDeque<RealtimeLink> ahead = new ArrayDeque<>();

  /**
   * @param aheadMost sessions that may wait for a call at the same time
   * @param aheadFor how long one waits
   */
  RealtimeSessions(
      MediaSocketClient sockets,
      URI address,
      Map<String, String> headers,
      ScheduledExecutorService timer,
      int aheadMost,
      Duration aheadFor) {
    this.sockets = sockets;
    this.address = address;
    this.headers = headers;
    this.timer = timer;
    this.aheadMost = aheadMost;
    this.aheadFor = aheadFor;
  }

  /** A call will come. Where enough sessions wait already, it opens its own when it is there. */
  void announce() {
    RealtimeLink link = new RealtimeLink();
    synchronized (ahead) {
      ahead.removeIf(waiting -> !waiting.usable());
      if (ahead.size() >= aheadMost) {
        return;
      }
      ahead.addLast(link);
    }
    try {
      timer.schedule(() -> expire(link), aheadFor.toMillis(), TimeUnit.MILLISECONDS);
      connect(link);
    } catch (RejectedExecutionException stopping) {
      expire(link);
    }
  }

  RealtimeLink open(BiConsumer<RealtimeLink, Arrival> inbox) {
    for (RealtimeLink waiting = take(); waiting != null; waiting = take()) {
      if (waiting.handTo(inbox)) {
        return waiting;
      }
    }
    RealtimeLink link = new RealtimeLink();
    link.handTo(inbox);
    connect(link);
    return link;
  }

  private @Nullable RealtimeLink take() {
    synchronized (ahead) {
      return ahead.pollFirst();
    }
  }

  private void expire(RealtimeLink link) {
    boolean stillThere;
    synchronized (ahead) {
      stillThere = ahead.remove(link);
    }
    if (stillThere) {
      link.abandon();
    }
  }

  private void connect(RealtimeLink link) {
    sockets
        .open(address, headers, link)
        .whenComplete((socket, failure) -> link.opened(socket, RealtimeRefusal.status(failure)));
  }
}

package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketClient;
import com.quotahit.actors.providers.openai.RealtimeLink.Arrival;
import com.quotahit.core.models.SpokenAccountPort;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions at the provider, some ahead of the calls that were announced. A session knows
 * nothing of a call until the call configures it, so whichever call on the same account comes first
 * takes whichever session waits; one that nobody takes in time is closed. A key is open only while
 * its session is being opened.
 */
final class RealtimeSessions {

  private final MediaSocketClient sockets;
  private final ScheduledExecutorService timer;
  private final int aheadMost;
  private final Duration aheadFor;
  private final ArrayDeque<Waiting> ahead = new ArrayDeque<>();

  private record Waiting(String line, RealtimeLink link) {}

  /**
   * @param aheadMost sessions that may wait for a call at the same time
   * @param aheadFor how long one waits
   */
  RealtimeSessions(
      MediaSocketClient sockets, ScheduledExecutorService timer, int aheadMost, Duration aheadFor) {
    this.sockets = sockets;
    this.timer = timer;
    this.aheadMost = aheadMost;
    this.aheadFor = aheadFor;
  }

  /** A call will come. Where enough sessions wait already, it opens its own when it is there. */
  void announce(SpokenAccountPort account) {
    Waiting next = new Waiting(account.line(), new RealtimeLink());
    synchronized (ahead) {
      ahead.removeIf(waiting -> !waiting.link().usable());
      if (ahead.size() >= aheadMost) {
        return;
      }
      ahead.addLast(next);
    }
    try {
      timer.schedule(() -> expire(next), aheadFor.toMillis(), TimeUnit.MILLISECONDS);
      connect(account, next.link());
    } catch (RejectedExecutionException stopping) {
      expire(next);
    }
  }

  RealtimeLink open(SpokenAccountPort account, BiConsumer<RealtimeLink, Arrival> inbox) {
    String line = account.line();
    for (RealtimeLink waiting = take(line); waiting != null; waiting = take(line)) {
      if (waiting.handTo(inbox)) {
        return waiting;
      }
    }
    RealtimeLink link = new RealtimeLink();
    link.handTo(inbox);
    connect(account, link);
    return link;
  }

  private @Nullable RealtimeLink take(String line) {
    synchronized (ahead) {
      Iterator<Waiting> all = ahead.iterator();
      while (all.hasNext()) {
        Waiting waiting = all.next();
        if (waiting.line().equals(line)) {
          all.remove();
          return waiting.link();
        }
      }
      return null;
    }
  }

  private void expire(Waiting waiting) {
    boolean stillThere;
    synchronized (ahead) {
      stillThere = ahead.remove(waiting);
    }
    if (stillThere) {
      waiting.link().abandon();
    }
  }

  private void connect(SpokenAccountPort account, RealtimeLink link) {
    account
        .access()
        .thenCompose(access ->
            sockets.open(
                new OpenAiEndpoint(access.baseUrl(), access.key(), account.simulated())
                    .realtime(account.model()),
                Map.of("Authorization", "Bearer " + access.key().reveal()),
                link))
        .whenComplete((socket, failure) -> link.opened(socket, RealtimeRefusal.status(failure)));
  }
}

package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocketClient;
import com.quotahit.actors.providers.openai.RealtimeLink.Arrival;
import com.quotahit.core.models.SpokenAccountPort;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  private final AbsentLines without = new AbsentLines();

  /**
   * @param there completes with whether the provider is there
   */
  private record Waiting(String line, RealtimeLink link, CompletableFuture<Boolean> there) {}

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
    if (!absent(account)) {
      ahead(account, false);
    }
  }

  boolean absent(SpokenAccountPort account) {
    return without.has(account.line());
  }

  /** Whether sessions can be opened on the account at all; true also where nobody answers. */
  CompletionStage<Boolean> present(SpokenAccountPort account) {
    return absent(account) ? CompletableFuture.completedFuture(false) : ahead(account, true).copy();
  }

  /**
   * @param anyWillDo whether one that waits already is as good as another
   */
  private CompletableFuture<Boolean> ahead(SpokenAccountPort account, boolean anyWillDo) {
    String line = account.line();
    Waiting next = new Waiting(line, new RealtimeLink(), new CompletableFuture<>());
    synchronized (ahead) {
      ahead.removeIf(waiting -> !waiting.link().usable());
      if (anyWillDo) {
        for (Waiting waiting : ahead) {
          if (waiting.line().equals(line)) {
            return waiting.there();
          }
        }
      }
      if (ahead.size() >= aheadMost) {
        return CompletableFuture.completedFuture(true);
      }
      ahead.addLast(next);
    }
    try {
      timer.schedule(() -> expire(next), aheadFor.toMillis(), TimeUnit.MILLISECONDS);
      connect(account, next.link()).thenAccept(next.there()::complete);
    } catch (RejectedExecutionException stopping) {
      next.there().complete(true);
      expire(next);
    }
    return next.there();
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

  /** Completes with whether the provider is there, after the link has heard of it. */
  private CompletionStage<Boolean> connect(SpokenAccountPort account, RealtimeLink link) {
    return account
        .access()
        .thenCompose(access ->
            sockets.open(
                new OpenAiEndpoint(access.baseUrl(), access.key(), account.simulated())
                    .realtime(account.model()),
                Map.of("Authorization", "Bearer " + access.key().reveal()),
                link))
        .handle((socket, failure) -> {
          int status = RealtimeRefusal.status(failure);
          boolean there = socket != null || !RealtimeRefusal.absent(status);
          if (!there) {
            without.add(account.line());
          }
          link.opened(socket, status);
          return there;
        });
  }
}

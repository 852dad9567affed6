package com.quotahit.actors.providers.media;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Looks names up on threads of its own. The JDK's lookup waits for the name server, for many
 * seconds where that is ill, and on a media loop every call of that loop would wait with it. A
 * lookup that takes longer than a connection may is given up; beyond the bound on waiting lookups
 * more are refused.
 */
final class NamesAskedAside extends AddressResolverGroup<InetSocketAddress> {

  /** Asks for all addresses of a name; may wait. */
  interface Lookup {
    InetAddress[] all(String name) throws UnknownHostException;
  }

  private static final int THREADS = 4;
  private static final int WAITING_MOST = 256;

  private static final ThreadPoolExecutor ASKING =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING_MOST),
          Thread.ofPlatform().daemon().name("media-names-", 0).factory());

  static {
    ASKING.allowCoreThreadTimeOut(true);
  }

  private final Lookup lookup;
  private final Duration limit;

  NamesAskedAside(Lookup lookup, Duration limit) {
    this.lookup = lookup;
    this.limit = limit;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
    return new Names(loop).asAddressResolver();
  }

  private final class Names extends InetNameResolver {

    Names(EventExecutor loop) {
      super(loop);
    }

    @Override
    protected void doResolve(String name, Promise<InetAddress> answer) {
      ask(name, answer, found -> found[0]);
    }

    @Override
    protected void doResolveAll(String name, Promise<List<InetAddress>> answer) {
      ask(name, answer, Arrays::asList);
    }

    private <T> void ask(String name, Promise<T> answer, Function<InetAddress[], T> wanted) {
      var tooLate =
          executor()
              .schedule(
                  () -> answer.tryFailure(new UnknownHostException("no answer for " + name)),
                  limit.toMillis(),
                  TimeUnit.MILLISECONDS);
      answer.addListener(_ -> tooLate.cancel(false));
      try {
        ASKING.execute(() -> {
          try {
            answer.trySuccess(wanted.apply(lookup.all(name)));
          } catch (UnknownHostException | RuntimeException unknown) {
            answer.tryFailure(unknown);
          }
        });
      } catch (RejectedExecutionException tooMany) {
        answer.tryFailure(tooMany);
      }
    }
  }
}

package com.quotahit.actors.voice;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.dispatch.Dispatchers;

/**
 * The threads that move sound, one for each core, with native epoll where there is one. Each is
 * also a dispatcher, so that a call's socket, its stream and its provider's socket share one thread
 * and nothing has to be woken between them.
 */
public final class MediaLoops implements AutoCloseable {

  private static final long LAST_WORDS_MS = 2_000;

  private final EventLoopGroup group;
  private final boolean epoll = Epoll.isAvailable();
  private final Map<EventExecutor, String> dispatchers = new ConcurrentHashMap<>();

  /**
   * @param threads 0 for one each core
   */
  public MediaLoops(int threads) {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    DefaultThreadFactory names = new DefaultThreadFactory("media", true);
    group = epoll ? new EpollEventLoopGroup(count, names) : new NioEventLoopGroup(count, names);
  }

  /** Lets streams of this system run on the loops. */
  public MediaLoops servingAsDispatchersOf(ActorSystem<?> system) {
    Dispatchers known = system.classicSystem().dispatchers();
    int number = 0;
    for (EventExecutor loop : group) {
      String id = "quotahit.voice.loop-" + number++;
      Config config =
          ConfigFactory.parseMap(Map.of("id", id)).withFallback(known.defaultDispatcherConfig());
      if (known.registerConfigurator(
          id, new LoopDispatcher(config, known.prerequisites(), id, loop))) {
        dispatchers.put(loop, id);
      }
    }
    return this;
  }

  public EventLoopGroup group() {
    return group;
  }

  /** The loop that runs this very code, or all of them when none does. */
  public EventLoopGroup here() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return (EventLoop) loop;
      }
    }
    return group;
  }

  public Optional<String> dispatcherOf(EventLoop loop) {
    return Optional.ofNullable(dispatchers.get(loop));
  }

  public Class<? extends ServerChannel> serverChannel() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  public Class<? extends SocketChannel> clientChannel() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, LAST_WORDS_MS, TimeUnit.MILLISECONDS);
  }
}

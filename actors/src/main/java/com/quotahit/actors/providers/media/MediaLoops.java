package com.quotahit.actors.providers.media;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that move sound between sockets; one for each process, shared by all providers. */
public final class MediaLoops implements AutoCloseable {

  private static final long LAST_WORDS_MS = 2000;

  private final EventLoopGroup group;
  private final Class<? extends SocketChannel> channel;

  /**
   * @param threads 0 for one each core
   */
  public MediaLoops(int threads) {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    DefaultThreadFactory names = new DefaultThreadFactory("media-client", true);
    boolean epoll = Epoll.isAvailable();
    group = epoll ? new EpollEventLoopGroup(count, names) : new NioEventLoopGroup(count, names);
    channel = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends SocketChannel> channel() {
    return channel;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, LAST_WORDS_MS, TimeUnit.MILLISECONDS);
  }
}

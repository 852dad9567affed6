package com.quotahit.http.media;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The threads that serve the sockets; native epoll where there is one. */
public final class MediaLoops implements AutoCloseable {

  private final EventLoopGroup group;

  public MediaLoops(int threads) {
    DefaultThreadFactory names = new DefaultThreadFactory("media", true);
    group =
        Epoll.isAvailable()
            ? new EpollEventLoopGroup(threads, names)
            : new NioEventLoopGroup(threads, names);
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends ServerChannel> serverChannel() {
    return group instanceof EpollEventLoopGroup
        ? EpollServerSocketChannel.class
        : NioServerSocketChannel.class;
  }

  Optional<String> dispatcherOf(EventLoop loop) {
    return Optional.empty();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}

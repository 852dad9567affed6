package com.quotahit.actors.providers.media;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the listener and notices a peer that is only half alive: one that takes no
 * bytes, or gives no sign of life after a ping. Lives on the socket's event loop.
 */
final class SocketWatch extends SimpleChannelInboundHandler<WebSocketFrame> {

  private final MediaSocketListener listener;
  private final MediaSocketSettings settings;
  private @Nullable ScheduledFuture<?> ping;
  private @Nullable ScheduledFuture<?> stuck;
  private long lastHeard;
  private boolean told;

  SocketWatch(MediaSocketListener listener, MediaSocketSettings settings) {
    this.listener = listener;
    this.settings = settings;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lastHeard = System.nanoTime();
    long each = settings.pingInterval().toMillis();
    ping =
        context
            .executor()
            .scheduleAtFixedRate(() -> ping(context), each, each, TimeUnit.MILLISECONDS);
  }

  private void ping(ChannelHandlerContext context) {
    long asked = System.nanoTime();
    context.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
    context
        .executor()
        .schedule(
            () -> {
              if (lastHeard - asked < 0) {
                end(context.channel(), new MediaSocketEnd.HalfDead("no answer to a ping"));
              }
            },
            settings.pingTimeout().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    lastHeard = System.nanoTime();
    if (told) {
      return;
    }
    if (frame instanceof TextWebSocketFrame) {
      listener.text(frame.content());
    } else if (frame instanceof BinaryWebSocketFrame) {
      listener.binary(frame.content());
    } else if (frame instanceof PingWebSocketFrame) {
      context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
    } else if (frame instanceof CloseWebSocketFrame close) {
      end(context.channel(), new MediaSocketEnd.ByPeer(close.statusCode()));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (stuck != null) {
      stuck.cancel(false);
      stuck = null;
    }
    if (!context.channel().isWritable()) {
      stuck =
          context
              .executor()
              .schedule(
                  () ->
                      end(
                          context.channel(),
                          new MediaSocketEnd.HalfDead("the peer takes no bytes")),
                  settings.sendTimeout().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(context.channel(), new MediaSocketEnd.Broken("connection lost"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    end(context.channel(), new MediaSocketEnd.Broken(failure.getClass().getSimpleName()));
  }

  void end(Channel channel, MediaSocketEnd why) {
    if (channel.eventLoop().inEventLoop()) {
      told(why);
      channel.close();
    } else {
      channel.eventLoop().execute(() -> end(channel, why));
    }
  }

  void told(MediaSocketEnd why) {
    if (!told) {
      told = true;
      if (ping != null) {
        ping.cancel(false);
      }
      if (stuck != null) {
        stuck.cancel(false);
      }
      listener.closed(why);
    }
  }
}

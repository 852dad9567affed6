package com.quotahit.bench.voice;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Passes WebSocket messages on, both ways, and looks into none: the least that any bridge must do.
 */
final class BareRelay {

  private final EventLoopGroup loops;
  private final Channel listening;
  private final int model;

  BareRelay(int model, int threads) {
    this.model = model;
    this.loops = Loops.of(threads, "relay");
    this.listening =
        new ServerBootstrap()
            .group(loops)
            .channel(Loops.server())
            .option(ChannelOption.SO_BACKLOG, 1_024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(65_536))
                        .addLast(
                            new WebSocketServerProtocolHandler(
                                WebSocketServerProtocolConfig.newBuilder()
                                    .websocketPath("/")
                                    .checkStartsWith(true)
                                    .subprotocols("quotahit.voice.v1")
                                    .build()))
                        .addLast(new Side());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** One end; what comes in here goes out at the other. */
  private final class Side extends ChannelInboundHandlerAdapter {
    private @Nullable Channel other;

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof HandshakeComplete) {
        context.channel().config().setAutoRead(false);
        connect(context.channel());
      } else if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && other != null) {
        other.config().setAutoRead(true);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      Channel to = other;
      if (to != null && message instanceof BinaryWebSocketFrame) {
        to.write(message, to.voidPromise());
      } else {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (other != null) {
        other.flush();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (other != null) {
        other.close();
      }
    }

    private void connect(Channel client) {
      Side far = new Side();
      far.other = client;
      new Bootstrap()
          .group(client.eventLoop())
          .channel(Loops.client())
          .option(ChannelOption.TCP_NODELAY, true)
          .handler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  other = channel;
                  channel
                      .pipeline()
                      .addLast(new HttpClientCodec())
                      .addLast(new HttpObjectAggregator(65_536))
                      .addLast(
                          new WebSocketClientProtocolHandler(
                              WebSocketClientProtocolConfig.newBuilder()
                                  .webSocketUri(
                                      URI.create("ws://127.0.0.1:" + model + "/v1/realtime"))
                                  .version(WebSocketVersion.V13)
                                  .build()))
                      .addLast(far);
                }
              })
          .connect("127.0.0.1", model);
    }
  }
}

package com.quotahit.actors.providers.media;

import com.quotahit.actors.voice.MediaLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets to providers, plain or with the JDK's TLS and its check of the peer's name. */
public final class MediaSocketClient {

  private static final int HANDSHAKE_BYTES_MOST = 65_536;

  private final MediaLoops loops;
  private final MediaSocketSettings settings;
  private final SslContext tls;
  private final NamesAskedAside names;

  public MediaSocketClient(MediaLoops loops, MediaSocketSettings settings) {
    this(loops, settings, clientTls(), InetAddress::getAllByName);
  }

  MediaSocketClient(
      MediaLoops loops,
      MediaSocketSettings settings,
      SslContext tls,
      NamesAskedAside.Lookup lookup) {
    this.loops = loops;
    this.settings = settings;
    this.tls = tls;
    this.names = new NamesAskedAside(lookup, settings.connectTimeout());
  }

  /**
   * Opens a socket; fails with {@link MediaSocketRefused}. The listener may hear messages before
   * the stage's dependents have run.
   */
  public CompletionStage<MediaSocket> open(
      URI address, Map<String, String> headers, MediaSocketListener listener) {
    boolean secure = "wss".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
    CompletableFuture<MediaSocket> opened = new CompletableFuture<>();
    if (loops.group().isShuttingDown()) {
      return CompletableFuture.failedFuture(new MediaSocketRefused(0, "sockets are shut down"));
    }
    new Bootstrap()
        .group(loops.here())
        .channel(loops.clientChannel())
        .resolver(names)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(settings.sendBufferBytes() / 2, settings.sendBufferBytes()))
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (secure) {
                  channel.pipeline().addLast(secured(channel, address.getHost(), port));
                }
                channel
                    .pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(HANDSHAKE_BYTES_MOST))
                    .addLast(new WebSocketClientProtocolHandler(handshake(address, headers)))
                    .addLast(new WebSocketFrameAggregator(settings.messageBytesMax()))
                    .addLast(new Opening(opened, listener));
              }
            })
        .connect(address.getHost(), port)
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            opened.completeExceptionally(new MediaSocketRefused(0, "no connection"));
          }
        });
    return opened;
  }

  private SslHandler secured(Channel channel, String host, int port) {
    SslHandler handler = tls.newHandler(channel.alloc(), host, port);
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    handler.engine().setSSLParameters(parameters);
    handler.setHandshakeTimeoutMillis(settings.connectTimeout().toMillis());
    return handler;
  }

  private WebSocketClientProtocolConfig handshake(URI address, Map<String, String> headers) {
    HttpHeaders custom = new DefaultHttpHeaders();
    headers.forEach(custom::set);
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(address)
        .version(WebSocketVersion.V13)
        .customHeaders(custom)
        .maxFramePayloadLength(settings.messageBytesMax())
        .handshakeTimeoutMillis(settings.connectTimeout().toMillis())
        .handleCloseFrames(false)
        .dropPongFrames(false)
        // Whoever reads the JSON checks its letters; doing it twice costs a tenth of the sound
        // path.
        .withUTF8Validator(false)
        .build();
  }

  static SslContext clientTls() {
    try {
      return SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
    } catch (SSLException noTls) {
      throw new IllegalStateException("the JDK offers no TLS", noTls);
    }
  }

  /** Waits for the end of the handshake, then makes room for the watch. */
  private final class Opening extends ChannelInboundHandlerAdapter {

    private final CompletableFuture<MediaSocket> opened;
    private final MediaSocketListener listener;

    Opening(CompletableFuture<MediaSocket> opened, MediaSocketListener listener) {
      this.opened = opened;
      this.listener = listener;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        SocketWatch watch = new SocketWatch(listener, settings);
        context.pipeline().replace(this, "watch", watch);
        opened.complete(new MediaSocket(context.channel(), watch, settings));
      } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
        refuse(context, 0, "the handshake took too long");
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      refuse(context, 0, "the peer closed during the handshake");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      refuse(context, status(failure), "the handshake failed");
    }

    private void refuse(ChannelHandlerContext context, int status, String why) {
      opened.completeExceptionally(new MediaSocketRefused(status, why));
      context.close();
    }

    private static int status(@Nullable Throwable failure) {
      return failure instanceof WebSocketClientHandshakeException refused
              && refused.response() != null
          ? refused.response().status().code()
          : 0;
    }
  }
}

package com.quotahit.bench.voice;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A speech-to-speech model that says what it hears, frame by frame: the realtime protocol as far as
 * the engine needs it, and plain binary echo for the relay. Takes the time on the way up.
 */
public final class BenchModel implements AutoCloseable {

  private static final byte[] AUDIO = "\"audio\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD =
      "{\"type\":\"response.output_audio.delta\",\"event_id\":\"e\",\"response_id\":\"resp_1\",\"item_id\":\"item_1\",\"output_index\":0,\"content_index\":0,\"delta\":\""
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

  private final EventLoopGroup loops = Loops.of(1, "bench-model");
  private final Histogram up = new ConcurrentHistogram(3);
  private final Channel listening;

  public BenchModel() {
    listening =
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
                                    .websocketPath("/v1/realtime")
                                    .checkStartsWith(true)
                                    .build()))
                        .addLast(new Echo());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public void reset() {
    up.reset();
  }

  public Histogram up() {
    return up.copy();
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully();
  }

  private final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final byte[] letters = new byte[32];
    private boolean talking;

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      ByteBuf in = frame.content();
      if (frame instanceof BinaryWebSocketFrame) {
        // The relay passes the client's frame on, eight bytes of header first.
        time(in.getLong(in.readerIndex() + 8));
        ByteBuf out = context.alloc().ioBuffer(in.readableBytes()).writeBytes(in);
        out.setLong(8 + 8, System.nanoTime());
        context.write(new BinaryWebSocketFrame(out), context.voidPromise());
      } else if (frame instanceof TextWebSocketFrame) {
        text(context, in);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    private void text(ChannelHandlerContext context, ByteBuf in) {
      int start = in.readerIndex();
      if (in.readableBytes() > 500 && in.getByte(start + 9) == 'i') {
        sound(context, in);
        return;
      }
      String json = in.toString(StandardCharsets.UTF_8);
      if (json.contains("\"session.update\"")) {
        say(context, "{\"type\":\"session.updated\",\"event_id\":\"e\",\"session\":{}}");
      } else if (json.contains("\"response.create\"")) {
        talking = true;
        say(
            context,
            "{\"type\":\"response.created\",\"event_id\":\"e\",\"response\":{\"id\":\"resp_1\",\"object\":\"realtime.response\",\"status\":\"in_progress\",\"output\":[]}}");
      }
    }

    private void sound(ChannelHandlerContext context, ByteBuf in) {
      int from = in.indexOf(in.readerIndex() + 20, in.writerIndex(), (byte) ',');
      int audio = from + 1 + AUDIO.length;
      int end = in.writerIndex() - TAIL.length;
      in.getBytes(audio, letters);
      byte[] stamp = Base64.getDecoder().decode(letters);
      time(Stamp.get(stamp, 0));
      if (!talking) {
        return;
      }
      Stamp.put(stamp, 8, System.nanoTime());
      ByteBuf out = context.alloc().ioBuffer(HEAD.length + end - audio + TAIL.length);
      out.writeBytes(HEAD).writeBytes(Base64.getEncoder().encode(stamp));
      out.writeBytes(in, audio + 32, end - audio - 32).writeBytes(TAIL);
      context.write(new TextWebSocketFrame(out), context.voidPromise());
    }

    private void time(long sentAt) {
      if (sentAt != 0) {
        up.recordValue(Math.max(0, (System.nanoTime() - sentAt) / 1_000));
      }
    }

    private void say(ChannelHandlerContext context, String json) {
      context.writeAndFlush(
          new TextWebSocketFrame(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)));
    }
  }
}

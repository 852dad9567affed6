package com.quotahit.bench.voice;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Voice clients that send a stamped frame each 20 ms, spread evenly, and take the time of its echo.
 */
public final class BenchClients implements AutoCloseable {

  private static final long FRAME_NANOS = 20_000_000;

  private final EventLoopGroup loops = Loops.of(1, "bench-client");
  private final Histogram down = new ConcurrentHistogram(3);
  private final List<Caller> callers = new ArrayList<>();
  private final int port;
  private final int count;
  private final CountDownLatch opened;
  private volatile boolean counting;

  public BenchClients(int port, int count) {
    this.port = port;
    this.count = count;
    this.opened = new CountDownLatch(count);
  }

  public void open() throws InterruptedException {
    for (int i = 0; i < count; i++) {
      Caller caller = new Caller(i);
      callers.add(caller);
      String call = "call-" + i + "-" + System.nanoTime();
      URI address =
          URI.create("ws://127.0.0.1:" + port + "/api/v1/voice/" + call + "?ticket=" + call);
      new Bootstrap()
          .group(loops)
          .channel(Loops.client())
          .option(ChannelOption.TCP_NODELAY, true)
          .handler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  channel
                      .pipeline()
                      .addLast(new HttpClientCodec())
                      .addLast(new HttpObjectAggregator(65_536))
                      .addLast(
                          new WebSocketClientProtocolHandler(
                              WebSocketClientProtocolConfig.newBuilder()
                                  .webSocketUri(address)
                                  .version(WebSocketVersion.V13)
                                  .subprotocol("quotahit.voice.v1")
                                  .build()))
                      .addLast(caller);
                }
              })
          .connect("127.0.0.1", port);
      if (i % 20 == 19) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    if (!opened.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException(opened.getCount() + " of " + count + " sockets did not open");
    }
  }

  /** Lets the load run. */
  public void settle(int seconds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  public void reset() {
    down.reset();
    counting = true;
  }

  public Histogram down() {
    return down.copy();
  }

  /** Frames whose echo never came, came twice or in the wrong order. */
  public long lost() {
    return callers.stream().mapToLong(caller -> caller.lost).sum();
  }

  public void hangUp() {
    counting = false;
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Caller extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final int number;
    private long sequence;
    private long expected = -1;
    private long next;
    private volatile long lost;

    Caller(int number) {
      this.number = number;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        opened.countDown();
        EventLoop loop = context.channel().eventLoop();
        long phase = FRAME_NANOS * number / count;
        next = System.nanoTime() + phase;
        loop.schedule(() -> tick(context, loop), phase, TimeUnit.NANOSECONDS);
      }
    }

    private void tick(ChannelHandlerContext context, EventLoop loop) {
      if (!context.channel().isActive()) {
        return;
      }
      ByteBuf frame = context.alloc().ioBuffer(8 + Stamp.FRAME_BYTES);
      frame.writeInt((int) sequence).writeInt((int) (sequence * 20));
      frame.writeBytes(Stamp.frame(sequence++));
      context.writeAndFlush(new BinaryWebSocketFrame(frame), context.voidPromise());
      next += FRAME_NANOS;
      loop.schedule(() -> tick(context, loop), next - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      ByteBuf in = frame.content();
      if (frame instanceof BinaryWebSocketFrame && in.readableBytes() == 8 + Stamp.FRAME_BYTES) {
        int at = in.readerIndex() + 8;
        long back = in.getLong(at + 16);
        if (counting) {
          down.recordValue(Math.max(0, (System.nanoTime() - in.getLong(at + 8)) / 1_000));
          lost += expected < 0 || back == expected ? 0 : Math.max(1, Math.abs(back - expected));
        }
        expected = back + 1;
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      lost += counting ? 1_000 : 0;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}

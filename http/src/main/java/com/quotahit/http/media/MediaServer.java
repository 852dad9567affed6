package com.quotahit.http.media;

import com.quotahit.actors.voice.CallDesk;
import com.quotahit.actors.voice.CallHandle;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.actors.voice.VoicePipeline;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.TicketPort;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts the sockets that carry sound. */
public final class MediaServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);
  private static final int MESSAGE_BYTES_MAX = 16 * 1024;

  /**
   * A client's sound is 50 frames of a kilobyte a second. What is read at once bounds what a
   * decoder keeps while a frame is not whole, and what waits in the kernel is a second of sound and
   * not the megabytes that it gives by itself.
   */
  private static final int READ_BYTES_MAX = 16 * 1024;

  private static final int READS_MAX = 4;
  private static final int WAITING_BYTES_MAX = 64 * 1024;
  private static final WriteBufferWaterMark FULL = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

  private final MediaSettings settings;
  private final TicketPort tickets;
  private final Map<String, CallDesk> desks;
  private final VoicePipeline pipeline;
  private final MediaLoops loops;
  private final SocketCount count;
  private final Channel listening;

  /**
   * Binds at once.
   *
   * @param desks who answers for calls, by the kind that is on the ticket
   */
  public MediaServer(
      MediaSettings settings,
      TicketPort tickets,
      Map<String, CallDesk> desks,
      VoicePipeline pipeline,
      MediaLoops loops) {
    this.settings = settings;
    this.tickets = tickets;
    this.desks = Map.copyOf(desks);
    this.pipeline = pipeline;
    this.loops = loops;
    this.count = new SocketCount(settings);
    this.listening =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_RCVBUF, WAITING_BYTES_MAX)
            .childOption(
                ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(256, 2_048, READ_BYTES_MAX)
                    .maxMessagesPerRead(READS_MAX))
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, 128 * 1024)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, FULL)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(settings.host(), settings.port())
            .syncUninterruptibly()
            .channel();
    LOG.atInfo().addKeyValue("port", port()).log("Voice sockets are open");
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public int sockets() {
    return count.sockets();
  }

  /**
   * Lets no one in any more and asks every call to move at its next turn boundary; those that have
   * not gone by then are closed. Completes when the sessions have taken everything that was said.
   */
  public CompletionStage<Void> drain(Duration atMost) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    listening.close();
    pipeline.calls().all().forEach(CallHandle::move);
    long until = System.nanoTime() + atMost.toNanos();
    watch(gone, until);
    return gone;
  }

  private void watch(CompletableFuture<Void> gone, long until) {
    if (pipeline.calls().unfinished() == 0) {
      gone.complete(null);
      return;
    }
    boolean late = System.nanoTime() >= until;
    if (late) {
      pipeline.calls().all().forEach(call -> call.end(EndReason.MOVING));
    }
    if (System.nanoTime() >= until + TimeUnit.SECONDS.toNanos(5)) {
      gone.complete(null);
      return;
    }
    loops.group().schedule(() -> watch(gone, until), 100, TimeUnit.MILLISECONDS);
  }

  /** Stops listening; open sockets close with their loops. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
  }

  private void accept(Channel channel) {
    channel.closeFuture().addListener(closed -> count.disconnected());
    switch (count.connected()) {
      case OPEN ->
          channel
              .pipeline()
              .addLast(http())
              .addLast(new UpgradeGate(settings, tickets, count, this::opened));
      case CROWDED -> channel.pipeline().addLast(http()).addLast(new TurnedAway());
      case SHUT -> channel.close();
    }
  }

  private static HttpServerCodec http() {
    return new HttpServerCodec(4096, 8192, 8192);
  }

  private void opened(ChannelHandlerContext gate, UpgradeGate.Entry entry) {
    Channel channel = gate.channel();
    count.opened();
    channel.closeFuture().addListener(closed -> count.closed());
    CallDesk desk = desks.get(entry.admission().kind());
    if (desk == null) {
      LOG.atError()
          .addKeyValue("kind", entry.admission().kind())
          .log("Nobody answers for these calls");
      channel.close();
      return;
    }
    channel
        .pipeline()
        .addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_MAX))
        .addLast(
            new VoiceSocket(
                settings, desk, pipeline, entry, loops.dispatcherOf(channel.eventLoop())));
    channel.pipeline().remove(gate.handler());
  }
}

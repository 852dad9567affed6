package com.quotahit.actors.providers.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;

/** An open socket. Safe for any thread; never blocks; each buffer given is taken over. */
public final class MediaSocket {

  private static final long GOODBYE_MS = 500;

  private final Channel channel;
  private final SocketWatch watch;
  private final MediaSocketSettings settings;

  MediaSocket(Channel channel, SocketWatch watch, MediaSocketSettings settings) {
    this.channel = channel;
    this.watch = watch;
    this.settings = settings;
  }

  /** Space for a message, from the pool that the socket writes from. */
  public ByteBuf buffer(int bytes) {
    return channel.alloc().ioBuffer(bytes);
  }

  /**
   * Sends what must arrive: beyond the last bound the socket is closed rather than the message
   * lost.
   */
  public void send(ByteBuf text) {
    if (waiting() > settings.sendBufferBytesMax()) {
      text.release();
      watch.end(channel, new MediaSocketEnd.HalfDead("too many bytes wait for the peer"));
    } else {
      write(new TextWebSocketFrame(text));
    }
  }

  /**
   * Sends live sound unless too much waits already; false when it was not taken, and whoever speaks
   * decides whether to try again or to let it go.
   */
  public boolean sendLive(ByteBuf text) {
    return live(text, new TextWebSocketFrame(text));
  }

  /** As {@link #sendLive}, as a binary message. */
  public boolean sendLiveBinary(ByteBuf bytes) {
    return live(bytes, new BinaryWebSocketFrame(bytes));
  }

  private boolean live(ByteBuf content, WebSocketFrame frame) {
    if (!channel.isWritable() || !channel.isActive()) {
      content.release();
      return false;
    }
    write(frame);
    return true;
  }

  private void write(WebSocketFrame frame) {
    channel.writeAndFlush(frame, channel.voidPromise());
  }

  /** Bytes that the peer has not yet taken. */
  public long waiting() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  /** Says goodbye and leaves; the listener hears of it at once. */
  public void close() {
    if (channel.eventLoop().isShuttingDown()) {
      return;
    }
    channel
        .eventLoop()
        .execute(() -> {
          watch.told(new MediaSocketEnd.ByUs());
          channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
          channel.eventLoop().schedule(() -> channel.close(), GOODBYE_MS, TimeUnit.MILLISECONDS);
        });
  }
}

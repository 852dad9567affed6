package com.quotahit.http.media;

import com.quotahit.actors.voice.ClientLeg;
import com.quotahit.core.voice.ServerWord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a voice socket from the pipeline's thread: whole WebSocket frames in one pooled buffer,
 * and one task on the socket's loop for all that was written since the last.
 */
final class SocketLeg implements ClientLeg {

  private static final int HEADER_BYTES = 8;
  private static final int HEAD_MAX = 10;
  private static final int BINARY = 0x82;
  private static final int TEXT = 0x81;
  private static final int CLOSE_WAIT_S = 2;

  private final Channel channel;
  private final ArrayDeque<Object> written = new ArrayDeque<>();
  private long writtenBytes;
  private boolean flushing;
  private boolean closing;
  private long sequence;

  SocketLeg(Channel channel) {
    this.channel = channel;
  }

  @Override
  public void sound(int positionMs, byte[] pcm, int offset, int length) {
    int payload = HEADER_BYTES + length;
    ByteBuf frame = channel.alloc().ioBuffer(4 + payload);
    frame.writeByte(BINARY);
    writeLength(frame, payload);
    frame.writeInt((int) sequence++).writeInt(positionMs).writeBytes(pcm, offset, length);
    add(frame);
  }

  @Override
  public void say(ServerWord word) {
    // One entry, the words behind room for the longest head: what another thread adds at the same
    // moment must not come between them.
    ByteBuf frame = channel.alloc().ioBuffer(HEAD_MAX + 256).writerIndex(HEAD_MAX);
    VoiceWire.write(word, frame);
    int end = frame.writerIndex();
    int length = end - HEAD_MAX;
    int begin = HEAD_MAX - headBytes(length);
    frame.writerIndex(begin).writeByte(TEXT);
    writeLength(frame, length);
    frame.readerIndex(begin).writerIndex(end);
    add(frame);
  }

  @Override
  public synchronized void continueAfter(long lastSequence) {
    if (sequence == 0) {
      sequence = lastSequence + 1;
    }
  }

  @Override
  public void flush() {
    synchronized (this) {
      if (flushing || written.isEmpty()) {
        return;
      }
      flushing = true;
    }
    if (channel.eventLoop().isShuttingDown()) {
      // The node is closing; nobody reads any more.
      discard();
      return;
    }
    if (channel.eventLoop().inEventLoop()) {
      writeAll();
    } else {
      channel.eventLoop().execute(this::writeAll);
    }
  }

  @Override
  public long backlogBytes() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    synchronized (this) {
      return pending + writtenBytes;
    }
  }

  @Override
  public void close(int code, String reason) {
    add(new CloseWebSocketFrame(code, reason));
    synchronized (this) {
      closing = true;
    }
    flush();
  }

  private synchronized void add(Object frame) {
    if (closing) {
      ReferenceCountUtil.release(frame);
      return;
    }
    written.add(frame);
    writtenBytes += frame instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
  }

  private synchronized void discard() {
    written.forEach(ReferenceCountUtil::release);
    written.clear();
    writtenBytes = 0;
    flushing = false;
  }

  private void writeAll() {
    boolean last = false;
    synchronized (this) {
      flushing = false;
      writtenBytes = 0;
      for (Object frame = written.poll(); frame != null; frame = written.poll()) {
        if (frame instanceof CloseWebSocketFrame) {
          last = true;
          channel.write(frame).addListener(_ -> lastWord());
        } else {
          channel.write(frame, channel.voidPromise());
        }
      }
    }
    channel.flush();
    if (last) {
      // A client that does not read would keep a closing socket for ever.
      channel.eventLoop().schedule(() -> channel.close(), CLOSE_WAIT_S, TimeUnit.SECONDS);
    }
  }

  /**
   * Closes our half only: a client that is still sending would otherwise be cut off before it has
   * read why.
   */
  private void lastWord() {
    if (channel instanceof DuplexChannel duplex && duplex.isActive()) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  private static int headBytes(int length) {
    return length < 126 ? 2 : length <= 0xffff ? 4 : HEAD_MAX;
  }

  private static void writeLength(ByteBuf frame, int length) {
    if (length < 126) {
      frame.writeByte(length);
    } else if (length <= 0xffff) {
      frame.writeByte(126).writeShort(length);
    } else {
      frame.writeByte(127).writeLong(length);
    }
  }
}

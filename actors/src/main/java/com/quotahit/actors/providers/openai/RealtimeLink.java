package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocket;
import com.quotahit.actors.providers.media.MediaSocketEnd;
import com.quotahit.actors.providers.media.MediaSocketListener;
import io.netty.buffer.ByteBuf;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One provider session on its socket. Events are read on the socket's thread and handed over; all
 * else belongs to the conversation's stage.
 */
final class RealtimeLink implements MediaSocketListener {

  /** What a link hands over to the stage. */
  sealed interface Arrival {

    record Opened(MediaSocket socket) implements Arrival {}

    record Refused(int status) implements Arrival {}

    record Event(ServerEvent event) implements Arrival {}

    record Ended(MediaSocketEnd end) implements Arrival {}
  }

  private final ServerEventReader reader = new ServerEventReader();
  private final ClientEvents events = new ClientEvents();
  private final TurnPositions positions = new TurnPositions();
  private final BiConsumer<RealtimeLink, Arrival> inbox;
  private @Nullable MediaSocket socket;
  private boolean ready;

  RealtimeLink(BiConsumer<RealtimeLink, Arrival> inbox) {
    this.inbox = inbox;
  }

  void opened(@Nullable MediaSocket socket, int status) {
    inbox.accept(this, socket != null ? new Arrival.Opened(socket) : new Arrival.Refused(status));
  }

  @Override
  public void text(ByteBuf utf8) {
    inbox.accept(this, new Arrival.Event(reader.read(utf8)));
  }

  @Override
  public void closed(MediaSocketEnd end) {
    inbox.accept(this, new Arrival.Ended(end));
  }

  void use(MediaSocket socket) {
    this.socket = socket;
  }

  boolean ready() {
    return ready;
  }

  void becomeReady() {
    ready = true;
  }

  TurnPositions positions() {
    return positions;
  }

  void send(ByteBuf event) {
    if (socket != null) {
      socket.send(event);
    } else {
      event.release();
    }
  }

  /**
   * Sends caller's sound; false when the socket cannot take it now.
   *
   * @param callBytes position of the sound in the call
   */
  boolean sound(byte[] pcm, long callBytes) {
    MediaSocket open = socket;
    if (open == null) {
      return false;
    }
    ByteBuf frame = open.buffer(ClientEvents.appendBytes(pcm.length));
    events.append(pcm, frame);
    if (open.sendLive(frame)) {
      positions.sent(callBytes, pcm.length);
      return true;
    }
    return false;
  }

  void close() {
    if (socket != null) {
      socket.close();
    }
  }
}

package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.media.MediaSocket;
import com.quotahit.actors.providers.media.MediaSocketEnd;
import com.quotahit.actors.providers.media.MediaSocketListener;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One provider session on its socket. Events are read on the socket's thread and handed over; all
 * else belongs to the conversation's stage. A session opened ahead keeps its first events until a
 * conversation takes it.
 */
final class RealtimeLink implements MediaSocketListener {

  /** What a link hands over to the stage. */
  sealed interface Arrival {

    record Opened(MediaSocket socket) implements Arrival {}

    record Refused(int status) implements Arrival {}

    record Event(ServerEvent event) implements Arrival {}

    record Ended(MediaSocketEnd end) implements Arrival {}
  }

  /** A session that nobody has spoken to says little; more than this is none we want. */
  private static final int EARLY_MOST = 32;

  private final ServerEventReader reader = new ServerEventReader();
  private final ClientEvents events = new ClientEvents();
  private final TurnPositions positions = new TurnPositions();
  private final ArrayDeque<Arrival> early = new ArrayDeque<>();
  private volatile @Nullable BiConsumer<RealtimeLink, Arrival> inbox;
  private boolean usable = true;
  private @Nullable MediaSocket socket;
  private boolean ready;

  void opened(@Nullable MediaSocket socket, int status) {
    arrive(socket != null ? new Arrival.Opened(socket) : new Arrival.Refused(status));
  }

  @Override
  public void text(ByteBuf utf8) {
    arrive(new Arrival.Event(reader.read(utf8)));
  }

  @Override
  public void closed(MediaSocketEnd end) {
    arrive(new Arrival.Ended(end));
  }

  private void arrive(Arrival arrival) {
    BiConsumer<RealtimeLink, Arrival> to = inbox;
    if (to == null) {
      to = keptUntilTaken(arrival);
    }
    if (to != null) {
      to.accept(this, arrival);
    }
  }

  private synchronized @Nullable BiConsumer<RealtimeLink, Arrival> keptUntilTaken(Arrival arrival) {
    BiConsumer<RealtimeLink, Arrival> to = inbox;
    if (to == null) {
      early.add(arrival);
      usable &= !(arrival instanceof Arrival.Refused || arrival instanceof Arrival.Ended);
      if (!usable || early.size() > EARLY_MOST) {
        abandon();
      }
    }
    return to;
  }

  /**
   * From now on, and for all that came before, this is whom to tell; false when no conversation can
   * be held here any more.
   */
  synchronized boolean handTo(BiConsumer<RealtimeLink, Arrival> taker) {
    if (usable) {
      early.forEach(arrival -> taker.accept(this, arrival));
      early.clear();
      inbox = taker;
    }
    return usable;
  }

  synchronized boolean usable() {
    return usable;
  }

  /** Nobody took it: a socket that is there, or still comes, is closed. */
  synchronized void abandon() {
    usable = false;
    for (Arrival arrival : early) {
      if (arrival instanceof Arrival.Opened(MediaSocket unused)) {
        unused.close();
      }
    }
    early.clear();
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

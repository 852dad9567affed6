package com.quotahit.actors.voice;

import com.quotahit.core.voice.SoundRing;
import com.quotahit.core.voice.Turn;
import com.quotahit.core.voice.TurnSignal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one reply that is on its way to the client: paced, cut into frames, and taken down. */
final class SentSound implements ReplySound.Sender {

  private final ClientLeg leg;
  private final CallLine line;
  private final CallRecorder recorder;
  private final VoiceSettings settings;
  private final SoundRing ring = new SoundRing();
  private final byte[] frame = new byte[ReplySound.FRAME_BYTES];
  private @Nullable ReplySound sound;
  private String piece = "";
  private int pieceFromMs;
  private long pieceLineMs = -1;
  private long nowLineMs;
  private int toldMs = -1;
  private boolean allTold;

  SentSound(ClientLeg leg, CallLine line, CallRecorder recorder, VoiceSettings settings) {
    this.leg = leg;
    this.line = line;
    this.recorder = recorder;
    this.settings = settings;
  }

  /** The engine began this reply; whether it is played is for the rules to say. */
  void expects(String reply, Turn turn) {
    if (sound == null || !sound.reply.equals(turn.replyId())) {
      ring.restart();
      sound = new ReplySound(reply, ring, frame, settings.replyMs());
      piece = "";
      pieceLineMs = -1;
      toldMs = -1;
    }
  }

  boolean isOf(String reply) {
    return sound != null && sound.reply.equals(reply);
  }

  boolean add(byte[] pcm) {
    return sound == null || sound.isWhole() || sound.add(pcm);
  }

  /** True the first time. */
  boolean whole() {
    if (sound == null || sound.isWhole()) {
      return false;
    }
    sound.whole();
    return true;
  }

  int madeMs() {
    return sound == null ? 0 : sound.madeMs();
  }

  int sentMs() {
    return sound == null ? 0 : sound.sentMs();
  }

  String reply() {
    return sound == null ? "" : sound.reply;
  }

  void play(String reply, String name, int fromMs) {
    if (isOf(reply) && sound != null) {
      piece = name;
      pieceFromMs = fromMs;
      pieceLineMs = -1;
      allTold = false;
      toldMs = fromMs;
      sound.seek(fromMs);
    }
  }

  void drop(String reply) {
    if (isOf(reply)) {
      sound = null;
      piece = "";
    }
  }

  /** The client was silenced; what it has not heard is not in the recording. */
  void clear(int heardMsInPiece) {
    if (pieceLineMs >= 0) {
      recorder.cut(pieceLineMs + heardMsInPiece);
    }
    piece = "";
    pieceLineMs = -1;
  }

  /** The call ends here; nothing is heard any more. */
  void stop(long now) {
    recorder.cut(line.ofClock(now));
    sound = null;
    piece = "";
    pieceLineMs = -1;
  }

  boolean atStart() {
    return pieceLineMs < 0;
  }

  /** Sends as far ahead as is good; true when there is more to send later. */
  boolean send(long now, Turn turn, boolean roomy) {
    ReplySound here = sound;
    if (here == null || piece.isEmpty()) {
      return false;
    }
    if (!here.reply.equals(turn.replyId())) {
      drop(here.reply);
      return false;
    }
    nowLineMs = line.ofClock(now);
    int until = Math.max(turn.heardMs(now), pieceFromMs) + settings.leadMs();
    while (roomy && here.hasFrame() && here.sentMs() < until) {
      here.sendFrame(this);
    }
    return here.hasFrame();
  }

  @Override
  public void send(int positionMs, byte[] frame) {
    int inPiece = positionMs - pieceFromMs;
    if (pieceLineMs < 0) {
      pieceLineMs = nowLineMs;
    }
    // A client that ran dry plays later than the piece alone would say.
    pieceLineMs = Math.max(pieceLineMs, nowLineMs - inPiece);
    leg.sound(inPiece, frame, 0, frame.length);
    recorder.persona(pieceLineMs + inPiece, frame, 0, frame.length);
  }

  /** Tells the rules how far the reply has gone out, if that has changed. */
  void tell(Consumer<TurnSignal> rules, long now, Turn turn) {
    ReplySound here = sound;
    if (here != null
        && !piece.isEmpty()
        && here.sentMs() > toldMs
        && here.reply.equals(turn.replyId())) {
      toldMs = here.sentMs();
      rules.accept(new TurnSignal.Sent(now, here.reply, toldMs, here.madeMs()));
    }
  }

  /** The piece whose last frame has gone out, once. */
  Optional<String> allSent() {
    if (sound == null || piece.isEmpty() || allTold || !sound.allSent()) {
      return Optional.empty();
    }
    allTold = true;
    return Optional.of(piece);
  }

  void forgetBefore(int ms) {
    if (sound != null) {
      sound.forgetBefore(ms);
    }
  }
}

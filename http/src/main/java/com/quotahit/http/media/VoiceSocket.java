package com.quotahit.http.media;

import com.quotahit.actors.voice.CallDesk;
import com.quotahit.actors.voice.CallDesk.Claim;
import com.quotahit.actors.voice.CallDesk.Welcome;
import com.quotahit.actors.voice.CallInbox;
import com.quotahit.actors.voice.VoicePipeline;
import com.quotahit.core.voice.ClientWord;
import com.quotahit.core.voice.ServerWord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open voice socket: checks what the client sends, hands it over in batches, and cuts clients
 * that flood, stall or have died. All on the socket's loop; the call itself runs in the pipeline.
 */
final class VoiceSocket extends ChannelInboundHandlerAdapter {

  private static final int OFFENCES_MAX = 50;
  private static final long RESUME_WAIT_MS = 2_000;

  private final MediaSettings settings;
  private final CallDesk desk;
  private final VoicePipeline pipeline;
  private final UpgradeGate.Entry entry;
  private final Optional<String> dispatcher;
  private final CallInbox inbox = new CallInbox();
  private final SoundFrames frames = new SoundFrames();
  private final TokenBucket words;
  private final TokenBucket sound;
  private @Nullable Channel socket;
  private @Nullable SocketLeg leg;
  private @Nullable ScheduledFuture<?> pulse;
  private @Nullable ScheduledFuture<?> slow;
  private ClientWord.@Nullable Resume resume;
  private boolean asking;
  private boolean granted;
  private boolean mayTakeByResume;
  private boolean cut;
  private boolean warnedOrder;
  private int offences;
  private long lastRead = System.nanoTime();

  VoiceSocket(
      MediaSettings settings,
      CallDesk desk,
      VoicePipeline pipeline,
      UpgradeGate.Entry entry,
      Optional<String> dispatcher) {
    this.settings = settings;
    this.desk = desk;
    this.pipeline = pipeline;
    this.entry = entry;
    this.dispatcher = dispatcher;
    long now = System.nanoTime();
    this.words = new TokenBucket(settings.wordsPerSecond(), settings.wordsPerSecond() * 2.0, now);
    // Twice real time, after ten seconds that may have been kept while there was no line.
    this.sound = new TokenBucket(96_000, 15 * 48_000, now);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    socket = context.channel();
    leg = new SocketLeg(socket);
    long every = settings.pingEvery().toMillis();
    pulse =
        context
            .executor()
            .scheduleAtFixedRate(() -> pulse(context), every, every, TimeUnit.MILLISECONDS);
    ask(context, entry.takeOver() ? new Claim.TakeOver() : new Claim.Fresh());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    lastRead = System.nanoTime();
    try {
      if (cut) {
        if (message instanceof CloseWebSocketFrame) {
          context.close();
        }
        return;
      }
      switch (message) {
        case BinaryWebSocketFrame frame -> sound(frame.content());
        case TextWebSocketFrame frame -> word(context, frame.content());
        case PingWebSocketFrame frame -> ping(context, frame);
        case CloseWebSocketFrame frame -> {
          cut = true;
          inbox.gone();
          leg().close(frame.statusCode() < 1000 ? 1000 : frame.statusCode(), "");
        }
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    inbox.wake();
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      if (slow != null) {
        slow.cancel(false);
        slow = null;
      }
    } else if (slow == null) {
      slow =
          context
              .executor()
              .schedule(
                  () ->
                      cut(1013, "voice.too-slow", "What was sent has not been read for too long."),
                  settings.slowMax().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel(pulse);
    cancel(slow);
    inbox.gone();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case TooLongFrameException _ ->
          cut(1009, "voice.too-big", "A message was larger than any message may be.");
      case CorruptedWebSocketFrameException wrong when wrong.closeStatus().code() == 1009 ->
          cut(1009, "voice.too-big", "A message was larger than any message may be.");
      case CorruptedWebSocketFrameException wrong ->
          cut(wrong.closeStatus().code(), "voice.protocol", "This is not how WebSockets speak.");
      default -> {
        inbox.gone();
        context.close();
      }
    }
  }

  private void sound(ByteBuf frame) {
    switch (frames.check(frame)) {
      case GOOD -> {
        if (!sound.take(frame.readableBytes(), lastRead)) {
          offend("voice.too-fast", "Sound comes faster than it can have been spoken.");
          return;
        }
        frame.skipBytes(4);
        int captured = frame.readInt();
        byte[] pcm = new byte[frame.readableBytes()];
        frame.readBytes(pcm);
        inbox.sound(frames.sequence(), captured, pcm);
      }
      case BAD_SHAPE ->
          offend(
              "voice.bad-frame",
              "A sound frame is 8 bytes of header and 10 to 60 ms of 16 bit samples at 24 kHz.");
      case OUT_OF_ORDER -> {
        boolean first = !warnedOrder;
        warnedOrder = true;
        offend(first ? "voice.out-of-order" : "", "Sound frames must be numbered upwards.");
      }
    }
  }

  private void word(ChannelHandlerContext context, ByteBuf json) {
    if (!words.take(1, lastRead)) {
      offend("voice.too-many-messages", "There were too many messages in a short time.");
      return;
    }
    try {
      ClientWord word = VoiceWire.read(json);
      if (!granted && word instanceof ClientWord.Resume asked) {
        resume = asked;
        if (mayTakeByResume && !asking) {
          ask(context, new Claim.Resume(asked.token()));
        }
      }
      if (!inbox.word(word)) {
        cut(1008, "voice.too-many-messages", "Messages came faster than they can be heard.");
      }
    } catch (VoiceWire.Malformed wrong) {
      offend("voice.malformed", String.valueOf(wrong.getMessage()));
    }
  }

  /** A client that does not read gets no pongs: they would wait for it in memory. */
  private void ping(ChannelHandlerContext context, PingWebSocketFrame frame) {
    if (!words.take(1, lastRead)) {
      offend("", "There were too many pings in a short time.");
    } else if (context.channel().isWritable()) {
      context.write(new PongWebSocketFrame(frame.content().retain()), context.voidPromise());
    }
  }

  /** Says what is wrong, but not for ever. */
  private void offend(String code, String detail) {
    offences++;
    if (offences > OFFENCES_MAX) {
      cut(1008, "voice.protocol", "Too much of what was sent was not the protocol.");
    } else if (!code.isEmpty()) {
      leg().say(new ServerWord.Problem(code, detail));
      leg().flush();
    }
  }

  private void cut(int closeCode, String code, String detail) {
    if (!cut) {
      cut = true;
      inbox.gone();
      if (socket != null) {
        socket.pipeline().addFirst(new Unheard());
      }
      leg().say(new ServerWord.Problem(code, detail));
      leg().close(closeCode, code);
    }
  }

  private void ask(ChannelHandlerContext context, Claim claim) {
    asking = true;
    desk.attach(entry.admission(), claim)
        .whenComplete((welcome, failure) ->
            context.executor().execute(() -> answered(context, claim, welcome, failure)));
  }

  private void answered(
      ChannelHandlerContext context,
      Claim claim,
      @Nullable Welcome welcome,
      @Nullable Throwable failure) {
    asking = false;
    if (failure != null || welcome == null) {
      cut(1013, "voice.unavailable", "The call cannot be opened now; try again soon.");
      return;
    }
    switch (welcome) {
      case Welcome.Granted(var plan) -> {
        granted = true;
        pipeline.start(plan, leg(), inbox, dispatcher);
        if (!context.channel().isActive()) {
          inbox.gone();
        }
      }
      case Welcome.Refused refused -> refused(context, claim, refused);
    }
  }

  /** A client that was cut off may come back before anybody has noticed; it shows its token. */
  private void refused(ChannelHandlerContext context, Claim claim, Welcome.Refused refused) {
    boolean mayResume =
        refused.code().equals(Welcome.Refused.ALREADY_OPEN) && claim instanceof Claim.Fresh;
    ClientWord.Resume asked = resume;
    if (mayResume && asked != null) {
      ask(context, new Claim.Resume(asked.token()));
    } else if (mayResume) {
      mayTakeByResume = true;
      context
          .executor()
          .schedule(
              () -> {
                if (!granted && !asking) {
                  cut(refused.closeCode(), refused.code(), refused.detail());
                }
              },
              RESUME_WAIT_MS,
              TimeUnit.MILLISECONDS);
    } else {
      cut(refused.closeCode(), refused.code(), refused.detail());
    }
  }

  private void pulse(ChannelHandlerContext context) {
    if (System.nanoTime() - lastRead > settings.deadAfter().toNanos()) {
      inbox.gone();
      context.close();
    } else {
      context.writeAndFlush(new PingWebSocketFrame(), context.voidPromise());
    }
  }

  private SocketLeg leg() {
    SocketLeg here = leg;
    if (here == null) {
      throw new IllegalStateException("the socket is not open yet");
    }
    return here;
  }

  private static void cancel(@Nullable ScheduledFuture<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}

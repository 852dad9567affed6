package com.quotahit.http.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A voice client written from the protocol alone: sends 20 ms frames in real time, plays and
 * reports.
 */
public final class PlainCaller implements WebSocket.Listener, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A frame of sound as it arrived. */
  record Frame(long sequence, int positionMs, int bytes, String reply, long atNanos) {}

  private final List<JsonNode> words = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final long openedAt = System.nanoTime();
  private byte[] microphone = new byte[0];
  private int spoken;
  private int sequence;
  private String reply = "";
  private long replyMs;
  private long playedMs;
  private int closeCode = -1;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private final WebSocket socket;

  private PlainCaller(String url, boolean talking) {
    socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("quotahit.voice.v1")
            .connectTimeout(Duration.ofSeconds(5))
            .buildAsync(URI.create(url), this)
            .join();
    if (talking) {
      clock.scheduleAtFixedRate(this::everyTwentyMs, 20, 20, TimeUnit.MILLISECONDS);
    }
  }

  public static PlainCaller dial(String url) {
    return new PlainCaller(url, true);
  }

  /** Opens the socket and sends nothing by itself. */
  static PlainCaller dialQuietly(String url) {
    return new PlainCaller(url, false);
  }

  public synchronized void speak(byte[] pcm) {
    microphone = pcm;
    spoken = 0;
  }

  public synchronized void send(String json) {
    sending = sending.thenCompose(done -> socket.sendText(json, true));
  }

  synchronized void sendFrame(long number, int captureMs, byte[] pcm) {
    ByteBuffer frame = ByteBuffer.allocate(8 + pcm.length);
    frame.putInt((int) number).putInt(captureMs).put(pcm).flip();
    sending = sending.thenCompose(done -> socket.sendBinary(frame, true));
  }

  public JsonNode await(String type) {
    return await(type, 0);
  }

  /** The first message of that type after the first {@code skip}. */
  public JsonNode await(String type, int skip) {
    return await(type, skip, word -> word.path("type").asText().equals(type));
  }

  synchronized JsonNode await(String what, int skip, Predicate<JsonNode> wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      for (int i = skip; i < words.size(); i++) {
        if (wanted.test(words.get(i))) {
          return words.get(i);
        }
      }
      waitFor(until, what + "; heard " + words);
    }
  }

  public synchronized int awaitClose() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (closeCode < 0) {
      waitFor(until, "close; heard " + words);
    }
    return closeCode;
  }

  synchronized void awaitFrames(int count) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (frames.size() < count) {
      waitFor(until, count + " frames, not " + frames.size() + "; heard " + words);
    }
  }

  synchronized void awaitPlayed(int ms) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (playedMs < ms) {
      waitFor(until, ms + " ms played, not " + playedMs);
    }
  }

  public synchronized int said() {
    return words.size();
  }

  public synchronized List<JsonNode> words() {
    return List.copyOf(words);
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  private void waitFor(long until, String what) {
    long left = until - System.nanoTime();
    if (left <= 0) {
      throw new AssertionError("never came: " + what);
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void everyTwentyMs() {
    if (closeCode >= 0) {
      return;
    }
    byte[] pcm = new byte[960];
    int length = Math.min(960, microphone.length - spoken);
    if (length > 0) {
      System.arraycopy(microphone, spoken, pcm, 0, length);
      spoken += length;
    }
    sendFrame(sequence++, (int) ((System.nanoTime() - openedAt) / 1_000_000), pcm);
    playedMs = Math.min(replyMs, playedMs + 20);
    notifyAll();
    if (!reply.isEmpty() && sequence % 5 == 0) {
      send("{\"type\":\"playback.position\",\"reply\":\"" + reply + "\",\"ms\":" + playedMs + "}");
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    synchronized (this) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
        notifyAll();
      }
    }
    webSocket.request(1);
    return null;
  }

  private void take(String json) {
    try {
      JsonNode word = JSON.readTree(json);
      words.add(word);
      switch (word.path("type").asText()) {
        case "reply.started" -> {
          reply = word.path("reply").asText();
          replyMs = 0;
          playedMs = 0;
        }
        case "playback.clear" -> replyMs = playedMs;
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    synchronized (this) {
      binary.writeBytes(bytes);
      if (last) {
        ByteBuffer frame = ByteBuffer.wrap(binary.toByteArray());
        binary.reset();
        frames.add(
            new Frame(
                frame.getInt() & 0xffff_ffffL,
                frame.getInt(),
                frame.remaining(),
                reply,
                System.nanoTime()));
        replyMs += frame.remaining() / 48;
        notifyAll();
      }
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    return closed(code);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed(1006);
  }

  private synchronized CompletionStage<?> closed(int code) {
    closeCode = closeCode < 0 ? code : closeCode;
    notifyAll();
    return CompletableFuture.completedFuture(null);
  }

  /** The line goes dead without a word. */
  @Override
  public void close() {
    clock.shutdownNow();
    socket.abort();
  }
}

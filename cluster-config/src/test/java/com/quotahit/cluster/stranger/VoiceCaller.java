package com.quotahit.cluster.stranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A voice client as a stranger would write it from the published socket protocol alone: the JDK's
 * WebSocket, no code of the product. Sends 20 ms frames in real time, plays what it hears at the
 * speed of sound and reports the position.
 */
public final class VoiceCaller implements WebSocket.Listener, AutoCloseable {

  private static final int FRAME_BYTES = 960;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<JsonNode> events = new ArrayList<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final long openedAt = System.nanoTime();

  private byte[] microphone = new byte[0];
  private int spoken;
  private int sequence;
  private String reply = "";
  private long replyBytes;
  private long playedBytes;
  private long lastAudioAt;
  private int closeCode = -1;
  private String closeReason = "";
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final WebSocket socket;

  /** What was waited for cannot come any more. */
  static final class Closed extends AssertionError {
    Closed(String what, int code, String why) {
      super("no " + what + ": the socket was closed with " + code + " " + why);
    }
  }

  private VoiceCaller(String url) {
    socket =
        client
            .newWebSocketBuilder()
            .subprotocols("quotahit.voice.v1")
            .buildAsync(URI.create(url), this)
            .join();
    clock.scheduleAtFixedRate(this::everyTwentyMs, 20, 20, TimeUnit.MILLISECONDS);
  }

  public static VoiceCaller dial(String url) {
    return new VoiceCaller(url);
  }

  /** Speaks the sound (PCM16 little-endian mono 24 kHz) from now on, then falls silent. */
  public void speak(byte[] pcm) {
    locked(() -> {
      microphone = pcm;
      spoken = 0;
    });
  }

  /** Waits until the whole of the last {@link #speak} has been sent. */
  public void finishSpeaking(Duration limit) {
    await("the microphone to fall silent", limit, () -> spoken >= microphone.length);
  }

  public void send(String json) {
    locked(() -> sending = sending.thenCompose(ignored -> socket.sendText(json, true)));
  }

  /** The first event of that type after the first {@code skip} events. */
  public JsonNode await(String type, int skip, Duration limit) {
    return await(type, event -> event.path("type").asText().equals(type), skip, limit);
  }

  public JsonNode await(String what, Predicate<JsonNode> wanted, int skip, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (true) {
        for (int i = skip; i < events.size(); i++) {
          if (wanted.test(events.get(i))) {
            return events.get(i);
          }
        }
        if (closeCode >= 0) {
          throw new Closed(what, closeCode, closeReason);
        }
        if (left <= 0) {
          throw new AssertionError("no " + what + " within " + limit + "; heard " + events);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  public int seen() {
    return locked(events::size);
  }

  public List<JsonNode> events() {
    return locked(() -> List.copyOf(events));
  }

  public byte[] heardAudio() {
    return locked(heard::toByteArray);
  }

  public int closeCode() {
    return locked(() -> closeCode);
  }

  public void awaitClose(Duration limit) {
    await("the socket to close", limit, () -> closeCode >= 0);
  }

  /** True when the sound heard so far is more than silence. */
  public boolean heardSomething() {
    ByteBuffer pcm = ByteBuffer.wrap(heardAudio()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int loud = 0;
    while (pcm.remaining() >= 2) {
      loud += Math.abs(pcm.getShort()) > 500 ? 1 : 0;
    }
    return loud > 2_400;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      locked(() -> take(read(whole)));
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      byte[] frame = binary.toByteArray();
      binary.reset();
      locked(() -> {
        heard.write(frame, 8, frame.length - 8);
        replyBytes += frame.length - 8;
        lastAudioAt = System.nanoTime();
      });
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    locked(() -> {
      closeCode = statusCode;
      closeReason = reason;
    });
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    locked(() -> {
      closeCode = 1006;
      closeReason = error.toString();
    });
  }

  @Override
  public void close() {
    clock.shutdownNow();
    socket.abort();
    client.shutdownNow();
  }

  private void take(JsonNode event) {
    events.add(event);
    String type = event.path("type").asText();
    if (type.equals("reply.started")) {
      reply = event.path("reply").asText();
      replyBytes = 0;
      playedBytes = 0;
    } else if (type.equals("playback.clear")) {
      replyBytes = playedBytes;
    }
  }

  private void everyTwentyMs() {
    locked(() -> {
      if (closeCode >= 0) {
        return;
      }
      byte[] sound = new byte[FRAME_BYTES];
      int length = Math.min(FRAME_BYTES, microphone.length - spoken);
      if (length > 0) {
        System.arraycopy(microphone, spoken, sound, 0, length);
        spoken += length;
      }
      ByteBuffer frame = ByteBuffer.allocate(8 + FRAME_BYTES);
      frame
          .putInt(sequence++)
          .putInt((int) ((System.nanoTime() - openedAt) / 1_000_000))
          .put(sound)
          .flip();
      sending = sending.thenCompose(ignored -> socket.sendBinary(frame, true));
      if (playedBytes < replyBytes) {
        playedBytes = Math.min(replyBytes, playedBytes + FRAME_BYTES);
      }
      if (!reply.isEmpty() && sequence % 5 == 0) {
        String position =
            "{\"type\":\"playback.position\",\"reply\":\""
                + reply
                + "\",\"ms\":"
                + playedBytes / 48
                + "}";
        sending = sending.thenCompose(ignored -> socket.sendText(position, true));
      }
    });
  }

  private void await(String what, Duration limit, java.util.function.BooleanSupplier done) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!done.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError(what + ": not within " + limit);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}

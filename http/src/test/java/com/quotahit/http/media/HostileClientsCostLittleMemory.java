package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.actors.voice.ScriptedEngine;
import com.quotahit.actors.voice.TestDesk;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a client can make the server keep, whatever it does: the live heap and Netty's own memory
 * are measured while two hundred of them do their worst, and come back each time they are cut.
 */
@Tag("route")
class HostileClientsCostLittleMemory {

  private static final int CLIENTS = 200;
  private static final String HOSTILE = "hostile";

  /** Those who only do not read are cut when the sound has filled all there is on the way. */
  private static final Set<String> PATIENT = Set.of("reads nothing", "reads a byte a second");

  /**
   * The buyer's sound that waits to be spoken, one mebibyte here, of the call that goes on and of
   * those that were just cut, and half of that for all the rest.
   */
  private static final long HEAP_BYTES_EACH = 3 << 20;

  private static final long BUFFER_BYTES_EACH = 256 << 10;
  private static final long LEFT_BEHIND = 16 << 20;

  /**
   * Threads of the system, which takes turns: a virtual thread that floods never lets go of its
   * carrier, and whole kinds of attack would wait for others to be cut.
   */
  private static final ThreadFactory FLOODER = Thread.ofPlatform().daemon().factory();

  /** What a client does once it is inside, until it is cut. */
  private interface Attack {
    void on(RawClient client) throws IOException;
  }

  private static final byte[] JSON =
      "{\"type\":\"playback.position\",\"reply\":\"x\",\"ms\":1}".getBytes(StandardCharsets.UTF_8);

  private final Map<String, Attack> attacks =
      new TreeMap<>(
          Map.of(
              "reads nothing", this::waitsForTheEnd,
              "reads a byte a second", this::readsSlowly,
              "pings and reads nothing", client -> floods(client, RawClient.PING, new byte[125]),
              "talks too much", client -> floods(client, RawClient.TEXT, JSON),
              "sends no JSON", client -> floods(client, RawClient.TEXT, new byte[4_000]),
              "sends frames of the wrong size",
                  client -> floods(client, RawClient.BINARY, new byte[2_000]),
              "sends the same number again",
                  client -> floods(client, RawClient.BINARY, new byte[968]),
              "speaks faster than anybody", this::speaksFast,
              "sends messages that never end", this::neverEnds,
              "sends a message larger than any",
                  client -> floods(client, RawClient.BINARY, new byte[70_000])));

  private final AtomicInteger sessions = new AtomicInteger();
  private final Map<String, AtomicInteger> cuts = new ConcurrentHashMap<>();
  private volatile boolean over;

  @Test
  void the_live_heap_stays_within_three_mebibytes_for_each_and_they_leave_nothing()
      throws Exception {
    VoiceHouse house =
        new VoiceHouse(
            Map.of(
                VoiceHouse.PRACTICE,
                new TestDesk(new ScriptedEngine(85_000), TestDesk.opening("[open]")),
                HOSTILE,
                new TestDesk(new ScriptedEngine(20_000), TestDesk.opening("[open]"))),
            VoiceHouse.settings(Duration.ofSeconds(2), 2_000, 512),
            Optional.empty());
    PlainCaller bystander = PlainCaller.dial(house.url("bystander"));
    try (ExecutorService hostile = Executors.newThreadPerTaskExecutor(FLOODER);
        AutoCloseable peace = () -> over = true) {
      bystander.awaitFrames(50);
      long heapBefore = liveHeap();
      List<String> kinds = List.copyOf(attacks.keySet());
      for (int i = 0; i < CLIENTS; i++) {
        String kind = kinds.get(i % kinds.size());
        hostile.submit(() -> attackAgainAndAgain(house, kind));
      }
      long heap = 0;
      long direct = 0;
      for (int sample = 1; sample <= 30 && !(sample > 5 && allFloodsWereCut()); sample++) {
        // Sound comes in real time, so this is two seconds at least.
        bystander.awaitFrames(bystander.frames().size() + 100);
        heap = Math.max(heap, liveHeap() - heapBefore);
        direct = Math.max(direct, directBytes());
      }
      over = true;
      System.out.printf(
          "%d hostile clients, cut %s times: %d KiB of heap and %d KiB of buffers each%n",
          CLIENTS, new TreeMap<>(cuts), heap / CLIENTS / 1024, direct / CLIENTS / 1024);
      assertThat(heap).isLessThan(CLIENTS * HEAP_BYTES_EACH);
      assertThat(direct).isLessThan(CLIENTS * BUFFER_BYTES_EACH);
      assertThat(allFloodsWereCut()).as("cut: " + cuts.keySet()).isTrue();
      await().atMost(Duration.ofSeconds(30)).until(() -> house.server.sockets() == 1);
      await().atMost(Duration.ofSeconds(10)).until(() -> house.calls.count() == 1);
      assertThat(liveHeap() - heapBefore).isLessThan(LEFT_BEHIND);
      List<PlainCaller.Frame> frames = bystander.frames();
      for (int i = 0; i < frames.size(); i++) {
        assertThat(frames.get(i).sequence()).isEqualTo(i);
      }
    } finally {
      over = true;
      bystander.close();
      house.close();
    }
  }

  private boolean allFloodsWereCut() {
    return attacks.keySet().stream()
        .allMatch(kind -> PATIENT.contains(kind) || cuts.containsKey(kind));
  }

  private void attackAgainAndAgain(VoiceHouse house, String kind) {
    while (!over) {
      String session = "hostile" + sessions.incrementAndGet();
      String url = house.url(session, house.ticketFor(HOSTILE, session));
      try (RawClient client = new RawClient(url, 4_096)) {
        if (client.open()) {
          attacks.get(kind).on(client);
        }
      } catch (IOException cut) {
        cuts.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet();
      }
    }
  }

  private void floods(RawClient client, int kind, byte[] payload) throws IOException {
    byte[] frame = RawClient.frame(kind, payload);
    while (!over) {
      client.write(frame);
    }
  }

  private void waitsForTheEnd(RawClient client) throws IOException {
    byte[] nothing = RawClient.frame(0x8a, new byte[0]);
    while (!over) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      client.write(nothing);
    }
  }

  private void readsSlowly(RawClient client) throws IOException {
    byte[] nothing = RawClient.frame(0x8a, new byte[0]);
    while (!over && client.read() >= 0) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      client.write(nothing);
    }
    throw new IOException("hung up");
  }

  /** Good frames with rising numbers, as fast as they go, that claim ten minutes each. */
  private void speaksFast(RawClient client) throws IOException {
    for (int number = 0; !over; number++) {
      java.nio.ByteBuffer sound = java.nio.ByteBuffer.allocate(8 + 2_880);
      sound.putInt(number).putInt(number * 600_000);
      client.write(RawClient.frame(RawClient.BINARY, sound.array()));
    }
  }

  /** The first piece of a text and then pieces for ever. */
  private void neverEnds(RawClient client) throws IOException {
    client.write(RawClient.frame(0x01, new byte[100]));
    byte[] more = RawClient.frame(0x00, new byte[100]);
    while (!over) {
      client.write(more);
    }
  }

  private static long liveHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long directBytes() {
    return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
  }
}

package com.quotahit.persistence.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort.Key;
import com.quotahit.core.voice.RecordingStorePort.Recording;
import com.quotahit.core.voice.RecordingStorePort.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class RecordingsSurviveAndJoinTest {

  private final Key key =
      new Key(
          new WorkspaceId(IdSource.uuidV7(InstantSource.system(), new Random(1)).next("wsp")),
          "prs_1");
  @TempDir Path root;
  private RecordingDirectory store;

  @BeforeEach
  void open() {
    store = new RecordingDirectory(root);
  }

  @Test
  void two_connections_become_one_file_with_silence_between() throws IOException {
    write(1, 0, sound(1_000, 8_000, 0));
    write(2, 3_000, sound(500, 0, 16_000));
    Recording recording = store.join(key).orElseThrow();
    assertThat(recording.durationMs()).isEqualTo(3_500);
    assertThat(recording.waveform().caller()).hasSize(35);
    assertThat(recording.waveform().caller()[5]).isEqualTo((byte) 24);
    assertThat(recording.waveform().caller()[20]).isZero();
    assertThat(recording.waveform().persona()[32]).isEqualTo((byte) 48);
    ByteBuffer wave = wave();
    assertThat(wave.getShort(22)).isEqualTo((short) 2);
    assertThat(wave.getInt(40)).isEqualTo(3_500 * 96);
    assertThat(wave.getShort(44)).isEqualTo((short) 8_000);
    assertThat(wave.getShort(44 + 2_000 * 96)).isZero();
    assertThat(wave.getShort(44 + 3_000 * 96 + 2)).isEqualTo((short) 16_000);
  }

  @Test
  void what_is_too_old_is_deleted_and_nothing_else() throws IOException {
    write(1, 0, sound(1_000, 8_000, 100));
    store.join(key).orElseThrow();
    Key young = new Key(key.workspace(), "prs_2");
    try (Segment segment = store.open(young, 1, 0)) {
      segment.append(new byte[96], 0, 96);
    }
    Instant longAgo = Instant.now().minus(Duration.ofDays(40));
    try (Stream<Path> files =
        Files.list(root.resolve(key.workspace().value()).resolve(key.session()))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(longAgo));
      }
    }
    Files.createDirectories(root.resolve("backup"));
    assertThat(store.workspaces()).containsExactly(key.workspace());
    assertThat(store.deleteBefore(key.workspace(), longAgo.minusSeconds(60))).isZero();
    assertThat(store.find(key)).isPresent();
    assertThat(store.deleteBefore(key.workspace(), Instant.now().minus(Duration.ofDays(30))))
        .isEqualTo(1);
    assertThat(store.find(key)).isEmpty();
    assertThat(store.join(young)).as("a young one stays").isPresent();
    assertThat(store.deleteBefore(key.workspace(), Instant.now().minus(Duration.ofDays(30))))
        .isZero();
  }

  @Test
  void joining_again_changes_nothing() throws IOException {
    write(1, 0, sound(1_000, 8_000, 100));
    Recording once = store.join(key).orElseThrow();
    assertThat(store.join(key).orElseThrow().bytes()).isEqualTo(once.bytes());
  }

  @Test
  void a_segment_that_comes_after_the_joining_is_added() throws IOException {
    write(1, 0, sound(1_000, 8_000, 0));
    store.join(key);
    write(2, 1_000, sound(1_000, 4_000, 0));
    assertThat(store.join(key).orElseThrow().durationMs()).isEqualTo(2_000);
    assertThat(wave().getShort(44)).isEqualTo((short) 8_000);
  }

  @Test
  void what_is_still_being_written_is_left_alone_and_joined_when_it_is_closed() throws IOException {
    write(1, 0, sound(1_000, 8_000, 0));
    Segment open = store.open(key, 2, 1_000);
    byte[] half = sound(500, 4_000, 0);
    open.append(half, 0, half.length);
    assertThat(store.join(key).orElseThrow().durationMs()).isEqualTo(1_000);
    open.append(half, 0, half.length);
    open.close();
    assertThat(store.join(key).orElseThrow().durationMs()).isEqualTo(2_000);
  }

  @Test
  void two_that_join_at_once_do_each_other_no_harm() throws Exception {
    for (int epoch = 1; epoch <= 20; epoch++) {
      write(epoch, epoch * 1_000L, sound(1_000, 8_000, 0));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> joined = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        joined.add(threads.submit(() -> store.join(key).orElseThrow().durationMs()));
      }
      for (Future<Long> each : joined) {
        assertThat(each.get()).isEqualTo(21_000);
      }
    }
    assertThat(wave().getShort(44 + 20_500 * 96)).isEqualTo((short) 8_000);
  }

  @Test
  void half_a_frame_left_by_a_crash_does_no_harm() throws IOException {
    byte[] torn = java.util.Arrays.copyOf(sound(1_000, 8_000, 0), 96_000 - 3);
    write(1, 0, torn);
    assertThat(store.join(key).orElseThrow().durationMs()).isEqualTo(999);
  }

  @Test
  void what_is_deleted_is_gone() throws IOException {
    write(1, 0, sound(1_000, 8_000, 0));
    store.join(key);
    store.delete(key);
    assertThat(store.find(key)).isEmpty();
    assertThat(store.read(key)).isEmpty();
  }

  private void write(long epoch, long offsetMs, byte[] pcm) throws IOException {
    try (Segment segment = store.open(key, epoch, offsetMs)) {
      segment.append(pcm, 0, pcm.length);
    }
  }

  private ByteBuffer wave() throws IOException {
    Path file = root.resolve(key.workspace().value()).resolve("prs_1").resolve("call.wav");
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] sound(int ms, int left, int right) {
    ByteBuffer pcm = ByteBuffer.allocate(ms * 96).order(ByteOrder.LITTLE_ENDIAN);
    while (pcm.hasRemaining()) {
      pcm.putShort((short) left).putShort((short) right);
    }
    return pcm.array();
  }
}

package com.quotahit.actors.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ACallIsTakenDownAsItWasHeard {

  @Test
  void each_side_lies_at_its_place_and_what_was_cut_is_silence() {
    SoundTrack caller = new SoundTrack();
    SoundTrack persona = new SoundTrack();
    caller.put(0, sound(960, 1), 0, 960);
    persona.put(480, sound(960, 2), 0, 960);
    persona.cutFrom(960);
    byte[] stereo = new byte[960 * 4];
    caller.mixInto(stereo, 0, 0, 1_920);
    persona.mixInto(stereo, 2, 0, 1_920);
    assertThat(stereo[0]).isEqualTo((byte) 1);
    assertThat(stereo[2]).isZero();
    assertThat(stereo[480 * 2 + 2]).isEqualTo((byte) 2);
    assertThat(stereo[958 * 2 + 2]).isEqualTo((byte) 2);
    assertThat(stereo[960 * 2]).isZero();
    assertThat(stereo[960 * 2 + 2]).isZero();
  }

  @Test
  void what_the_client_left_out_moves_the_line_on() {
    CallLine line = new CallLine(5_000);
    assertThat(line.heard(20, 0, 960)).isZero();
    assertThat(line.heard(2_040, 2_020, 960)).isEqualTo(2_000);
    assertThat(line.soundMs()).isEqualTo(40);
    assertThat(line.ofEngine(10)).isEqualTo(5_010);
    assertThat(line.ofEngine(30)).isEqualTo(7_030);
  }

  @Test
  void a_client_cannot_claim_more_time_than_has_passed() {
    CallLine line = new CallLine(0);
    line.heard(20, 0, 960);
    long claimed = 0;
    for (int frame = 1; frame <= 100; frame++) {
      claimed += line.heard(20 + frame * 20, frame * 600_000, 960);
    }
    assertThat(claimed).isLessThan(20_000);
    assertThat(line.ofClock(2_020)).isLessThan(20_000);
  }

  @Test
  void a_disk_that_stalls_costs_silence_of_the_same_length() throws Exception {
    SlowDisk disk = new SlowDisk();
    RecordingStorePort.Key key =
        new RecordingStorePort.Key(new WorkspaceId("wsp_00000000000000000000000001"), "rp_1");
    RecordingWriter writer = new RecordingWriter(disk, key, 1, 0);
    for (int i = 0; i < 50; i++) {
      writer.write(sound(BATCH, 1));
    }
    disk.works.countDown();
    await().until(() -> disk.written.size() >= 10 * BATCH);
    writer.write(sound(BATCH, 2));
    writer.close(true);
    await().until(() -> disk.joined);
    byte[] all = disk.written.toByteArray();
    assertThat(all).hasSize(51 * BATCH);
    assertThat(all[40 * BATCH]).isZero();
    assertThat(all[50 * BATCH]).isEqualTo((byte) 2);
  }

  private static final int BATCH = 192_000;

  /** Keeps nothing until it works again. */
  private static final class SlowDisk extends NoRecordings implements RecordingStorePort.Segment {
    private final CountDownLatch works = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private volatile boolean joined;

    @Override
    public Segment open(Key key, long epoch, long offsetMs) {
      try {
        works.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return this;
    }

    @Override
    public void append(byte[] pcm, int offset, int length) {
      written.write(pcm, offset, length);
    }

    @Override
    public Optional<Recording> join(Key key) {
      joined = true;
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private static byte[] sound(int bytes, int value) {
    byte[] pcm = new byte[bytes];
    java.util.Arrays.fill(pcm, (byte) value);
    return pcm;
  }
}

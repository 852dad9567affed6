package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.voice.ServerWord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FramesStayWholeTest {

  private static final int MANY = 20_000;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final SocketLeg leg = new SocketLeg(channel);

  private ByteBuf written() {
    leg.flush();
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return all;
  }

  private static ByteBuf payload(ByteBuf all) {
    int length = all.readUnsignedByte();
    long whole = length == 126 ? all.readUnsignedShort() : length == 127 ? all.readLong() : length;
    return all.readSlice(Math.toIntExact(whole));
  }

  @Test
  void words_and_sound_of_two_threads_do_not_get_into_each_other() throws Exception {
    CountDownLatch together = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> words =
          threads.submit(() -> {
            start(together);
            for (int i = 0; i < MANY; i++) {
              leg.say(new ServerWord.ReplyDone("reply_" + i));
            }
          });
      Future<?> sound =
          threads.submit(() -> {
            start(together);
            for (int i = 0; i < MANY; i++) {
              leg.sound(i, new byte[4], 0, 4);
            }
          });
      words.get(30, TimeUnit.SECONDS);
      sound.get(30, TimeUnit.SECONDS);
    }
    ByteBuf all = written();
    int said = 0;
    while (all.isReadable()) {
      int kind = all.readUnsignedByte();
      ByteBuf payload = payload(all);
      if (kind == 0x81) {
        assertThat(payload.toString(StandardCharsets.UTF_8))
            .isEqualTo("{\"type\":\"reply.done\",\"reply\":\"reply_" + said + "\"}");
        said++;
      } else {
        assertThat(kind).isEqualTo(0x82);
        assertThat(payload.readableBytes()).isEqualTo(12);
      }
    }
    assertThat(said).isEqualTo(MANY);
    all.release();
  }

  private static void start(CountDownLatch together) {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void words_of_every_length_have_the_head_that_belongs_to_it() {
    for (int length : List.of(0, 50, 60, 61, 62, 63, 64, 90, 65_400, 65_500, 70_000)) {
      String hint = "x".repeat(length);
      leg.say(new ServerWord.CoachHint(hint, 1));
      leg.flush();
      assertThat(channel.outboundMessages()).as("nothing can come between").hasSize(1);
      ByteBuf all = written();
      assertThat(all.readUnsignedByte()).isEqualTo((short) 0x81);
      ByteBuf payload = payload(all);
      assertThat(payload.toString(StandardCharsets.UTF_8))
          .startsWith("{")
          .endsWith("}")
          .contains(hint);
      assertThat(all.isReadable()).isFalse();
      all.release();
    }
  }
}

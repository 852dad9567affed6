package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SoundIsReadFromTheBytesAsTheyCame {

  private final ServerEventReader reader = new ServerEventReader();

  @Test
  void a_sound_event_gives_its_ids_and_its_bytes() {
    byte[] pcm = sound(9600);
    assertThat(reader.read(event(pcm)))
        .isInstanceOfSatisfying(
            ServerEvent.ReplyAudio.class,
            audio -> {
              assertThat(audio.replyId()).isEqualTo("resp_7");
              assertThat(audio.itemId()).isEqualTo("item_4");
              assertThat(audio.pcm()).isEqualTo(pcm);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Escaped slashes, blanks between tokens, and another order of fields are legal JSON.
        "{\"type\":\"response.output_audio.delta\",\"response_id\":\"r\",\"item_id\":\"i\",\"delta\":\"\\/\\/8A\"}",
        "{ \"type\" : \"response.output_audio.delta\", \"response_id\" : \"r\", \"item_id\" :"
            + " \"i\", \"delta\" : \"//8A\" }",
        "{\"delta\":\"//8A\",\"item_id\":\"i\",\"response_id\":\"r\",\"type\":\"response.output_audio.delta\"}"
      })
  void unusual_spellings_mean_the_same(String json) {
    assertThat(reader.read(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            ServerEvent.ReplyAudio.class,
            audio -> assertThat(audio.pcm()).containsExactly(0xff, 0xff, 0x00));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"type\":\"response.output_audio.delta\",\"response_id\":\"r\",\"item_id\":\"i\",\"delta\":\"//",
        "{\"type\":\"response.output_audio.delta\",\"response_id\":\"r\",\"item_id\":\"i\",\"delta\":\"%%%\"}",
        "\u0000\u0001\u0002"
      })
  void what_is_no_event_is_said_to_be_none(String bytes) {
    assertThat(reader.read(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8)))
        .isInstanceOf(ServerEvent.Unreadable.class);
  }

  @Test
  void a_quoted_event_inside_another_is_not_taken_for_sound() {
    String json =
        "{\"type\":\"error\",\"error\":{\"code\":\"server_error\",\"message\":"
            + "\"\\\"type\\\":\\\"response.output_audio.delta\\\"\"}}";
    assertThat(reader.read(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)))
        .isEqualTo(new ServerEvent.Failed("server_error", ""));
  }

  @Test
  void it_is_cheaper_than_a_tree() throws Exception {
    ByteBuf event = event(sound(9600));
    byte[] bytes = new byte[event.readableBytes()];
    event.getBytes(0, bytes);
    ObjectMapper json = new ObjectMapper();
    long scan = Long.MAX_VALUE;
    long tree = Long.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < 6; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 2000; i++) {
        sum += ((ServerEvent.ReplyAudio) reader.read(event)).pcm().length;
      }
      scan = Math.min(scan, System.nanoTime() - start);
      start = System.nanoTime();
      for (int i = 0; i < 2000; i++) {
        JsonNode node = json.readTree(bytes);
        sum += Base64.getDecoder().decode(node.path("delta").asText()).length;
      }
      tree = Math.min(tree, System.nanoTime() - start);
    }
    System.out.printf(
        "sound event of 200 ms: %.1f µs from the bytes, %.1f µs by a tree (%d)%n",
        scan / 2e6, tree / 2e6, sum);
    assertThat(scan).isLessThan(tree);
  }

  private static ByteBuf event(byte[] pcm) {
    return Unpooled.copiedBuffer(
        "{\"type\":\"response.output_audio.delta\",\"event_id\":\"ev9\",\"response_id\":\"resp_7\","
            + "\"item_id\":\"item_4\",\"output_index\":0,\"content_index\":0,\"delta\":\""
            + Base64.getEncoder().encodeToString(pcm)
            + "\"}",
        StandardCharsets.UTF_8);
  }

  private static byte[] sound(int bytes) {
    byte[] pcm = new byte[bytes];
    new Random(7).nextBytes(pcm);
    return pcm;
  }
}

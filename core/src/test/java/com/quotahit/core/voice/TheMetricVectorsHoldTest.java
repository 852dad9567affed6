package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("fast")
class TheMetricVectorsHoldTest {

  private final JsonNode vectors = read();

  @Test
  void there_are_forty_or_more() {
    assertThat(vectors.size()).isGreaterThanOrEqualTo(40);
  }

  @TestFactory
  Stream<DynamicTest> every_vector_gives_exactly_its_numbers() {
    return stream()
        .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> check(vector)));
  }

  @Test
  void the_order_of_segments_changes_no_bit() {
    long seed = 20261123;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    stream()
        .forEach(vector -> {
          Conversation conversation = conversation(vector);
          List<Segment> shuffled = new ArrayList<>(conversation.segments());
          Collections.shuffle(shuffled, random);
          Conversation other =
              new Conversation(conversation.medium(), conversation.lengthMs(), shuffled);
          assertThat(ConversationMetrics.of(other).lines(CallKind.DEMO))
              .as(vector.get("name").asText())
              .isEqualTo(ConversationMetrics.of(conversation).lines(CallKind.DEMO));
        });
  }

  @Test
  void bands_tell_in_near_and_far() {
    MetricBand band = MetricBand.shipped(MetricKey.TALK_SHARE, CallKind.DISCOVERY).orElseThrow();
    assertThat(band.judge(30)).isEqualTo(MetricBand.State.IN);
    assertThat(band.judge(45)).isEqualTo(MetricBand.State.IN);
    assertThat(band.judge(45.1)).isEqualTo(MetricBand.State.NEAR);
    assertThat(band.judge(58.5)).isEqualTo(MetricBand.State.NEAR);
    assertThat(band.judge(58.6)).isEqualTo(MetricBand.State.FAR);
    assertThat(band.judge(23.0)).isEqualTo(MetricBand.State.FAR);
    assertThat(band.judge(24.0)).isEqualTo(MetricBand.State.NEAR);
  }

  private static void check(JsonNode vector) {
    ConversationMetrics metrics = ConversationMetrics.of(conversation(vector));
    vector
        .get("expect")
        .properties()
        .forEach(expected -> {
          MetricKey key = MetricKey.valueOf(expected.getKey().toUpperCase(Locale.ROOT));
          OptionalDouble wanted =
              expected.getValue().isNull()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(expected.getValue().asDouble());
          assertThat(metrics.value(key)).as(expected.getKey()).isEqualTo(wanted);
        });
  }

  private static Conversation conversation(JsonNode vector) {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode segment : vector.get("segments")) {
      segments.add(
          new Segment(
              Side.valueOf(segment.get("side").asText().toUpperCase(Locale.ROOT)),
              segment.get("startMs").asLong(),
              segment.get("endMs").asLong(),
              segment.get("text").asText()));
    }
    return new Conversation(
        Conversation.Medium.valueOf(vector.get("medium").asText().toUpperCase(Locale.ROOT)),
        vector.get("lengthMs").asLong(),
        segments);
  }

  private Stream<JsonNode> stream() {
    List<JsonNode> list = new ArrayList<>();
    vectors.forEach(list::add);
    return list.stream();
  }

  private static JsonNode read() {
    try (InputStream in =
        TheMetricVectorsHoldTest.class.getResourceAsStream("/quotahit/voice/metric-vectors.json")) {
      return new ObjectMapper().readTree(in).get("vectors");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

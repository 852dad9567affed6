package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class AnEmptyDownloadIsAnAnswerTest {

  @Test
  void a_file_of_no_bytes_is_given_whole_and_has_no_parts() {
    Endpoint<?, ?> empty =
        Endpoint.get("/empty", "A file of no bytes")
            .open()
            .answersBytes("audio/wav")
            .by((call, _) ->
                CompletableFuture.completedFuture(
                    Answer.raw(
                        ByteRanges.response(
                            call, "audio/wav", 0, "empty.wav", (_, _) -> Source.empty()))));
    try (EdgeUnderTest edge = new EdgeUnderTest(List.of(empty))) {
      EdgeUnderTest.Client anybody = edge.asNobody();
      EdgeUnderTest.Reply whole = anybody.get("/api/v1/empty");
      assertThat(whole.status()).isEqualTo(200);
      assertThat(whole.text()).isEmpty();
      assertThat(whole.header("content-type")).isEqualTo("audio/wav");
      for (String range : List.of("bytes=0-", "bytes=0-9", "bytes=-5")) {
        EdgeUnderTest.Reply part = anybody.get("/api/v1/empty", "Range", range);
        assertThat(part.status()).as(range).isEqualTo(416);
        assertThat(part.header("content-range")).isEqualTo("bytes */0");
      }
    }
  }
}

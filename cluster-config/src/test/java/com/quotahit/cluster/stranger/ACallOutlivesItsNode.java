package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one database: the one that carries a live call dies, the call goes on at the other.
 */
@Tag("weather")
@Tag("long")
class ACallOutlivesItsNode {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILOVER = Duration.ofSeconds(90);

  @TempDir static Path data;

  @Test
  void killed_in_a_call_its_neighbour_goes_on_with_every_finished_turn() {
    try (CommonDatabase database = CommonDatabase.in(data.resolve("database"));
        RunningNode first = node(database, "first");
        RunningNode second = node(database, "second")) {
      ApiClient api = new ApiClient(first.base());
      assertThat(api.register("ann@northwind.example").status()).isEqualTo(201);
      api.poll("/api/v1/installation", RunningNode::voiceIsReady, Duration.ofSeconds(90));
      JsonNode session = Sessions.open(api, "cascade", 11);
      String path = "/api/v1/practice/sessions/" + session.path("id").asText();
      String token;
      int turns;
      try (VoiceCaller caller = VoiceCaller.dial(session.path("voice").path("url").asText())) {
        token = caller.await("session.ready", 0, SOON).path("resumeToken").asText();
        int before = caller.seen();
        caller.speak(Recordings.GREETING.pcm());
        caller.await("transcript.final", before, SOON);
        caller.await("reply.done", before, SOON);
        turns = api.poll(path, body -> body.path("turns").size() >= 2, SOON).path("turns").size();
        first.kill9();
        caller.awaitClose(SOON);
      }

      api.at(second.base());
      JsonNode ticket = ticket(api, path);
      try (VoiceCaller again = VoiceCaller.dial(ticket.path("url").asText())) {
        again.send("{\"type\":\"resume\",\"token\":\"" + token + "\",\"lastSequence\":0}");
        again.await("session.resumed", 0, SOON);
        int before = again.seen();
        again.speak(Recordings.QUESTION.pcm());
        again.await("transcript.final", before, SOON);
        again.await("reply.started", before, SOON);
        again.send("{\"type\":\"end\"}");
        again.await("session.ended", before, SOON);
      }
      JsonNode kept = api.poll(path, body -> body.path("turns").size() > turns, SOON);
      assertThat(
              kept.path("turns").path(0).path("text").asText().toLowerCase(java.util.Locale.ROOT))
          .contains("north");
      assertThat(second.handle().isAlive()).isTrue();
    }
  }

  private static RunningNode node(CommonDatabase database, String name) {
    return RunningNode.start(
            data.resolve(name),
            RunningNode.Ports.free(),
            Map.of("QUOTAHIT_DATABASE_URL", database.url()))
        .awaitReady(Duration.ofSeconds(120));
  }

  /** The session comes back when the cluster has decided that its node is gone. */
  private static JsonNode ticket(ApiClient api, String path) {
    long end = System.nanoTime() + AFTER_FAILOVER.toNanos();
    ApiClient.Answer answer = api.post(path + "/ticket", "{}");
    while (answer.status() != 201) {
      assertThat(System.nanoTime())
          .as("a ticket within " + AFTER_FAILOVER + ": " + answer)
          .isLessThan(end);
      answer = api.post(path + "/ticket", "{}");
    }
    return answer.body();
  }
}

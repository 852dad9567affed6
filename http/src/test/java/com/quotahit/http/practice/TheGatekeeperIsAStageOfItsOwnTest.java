package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("route")
class TheGatekeeperIsAStageOfItsOwnTest {

  private static final String BASE = "/api/v1/practice/sessions";
  private static final String GATE_GRADES = notMet("gate-reason");
  private static final String BUYER_GRADES = notMet("next-step");

  @TempDir Path directory;

  private PracticeUnderTest practice;
  private Client ann;

  @BeforeEach
  void open() throws Exception {
    practice = new PracticeUnderTest(directory);
    ann = practice.edge.as(practice.edge.signedIn(EdgeUnderTest.NORTH, Role.REP));
  }

  @AfterEach
  void close() {
    practice.close();
  }

  @Test
  void each_part_of_a_call_is_graded_by_its_own_scorecard() {
    String id = opened();
    answer(id, "Good morning, this is Ann.", "What is it about?");
    Reply through =
        says(
            id,
            "Overtime at your sites. Could you connect me?",
            "One moment, I'll put you through.",
            "Grant.");
    assertThat(through.text()).containsSubsequence("put you through", "Grant.");
    assertThat(lastInstructions()).contains("You are Oliver Grant");
    for (int i = 0; i < 4; i++) {
      answer(id, "Question number " + i + "?", "I see.");
    }
    JsonNode detail = scored(id, GATE_GRADES, BUYER_GRADES);
    assertThat(detail.at("/gatekeeper/name").asText()).isEqualTo("Marta Keller");
    assertThat(detail.at("/gatekeeper/putThrough").asBoolean()).isTrue();
    assertThat(detail.at("/gatekeeper/turns").asInt()).isEqualTo(4);
    assertThat(detail.at("/gatekeeper/scorecard/id").asText()).isEqualTo("gatekeeper-desk");
    assertThat(detail.at("/scorecard/id").asText()).isEqualTo("cold-call");
    assertThat(detail.path("turns")).hasSize(13);
    assertThat(lastQuestion()).contains("Question number 0").doesNotContain("Overtime at your");
    assertThat(ann.get("/api/v1/practice/trends").json().path("items")).hasSize(1);
  }

  @Test
  void a_call_that_was_not_put_through_has_only_the_gatekeepers_result() {
    String id = opened();
    for (int i = 0; i < 3; i++) {
      answer(id, "Just put me through, number " + i, "What is it about?");
    }
    answer(id, "None of your business.", "I can't put you through today. Goodbye.");
    assertThat(lastInstructions()).contains("You are Marta Keller");
    JsonNode detail = scored(id, GATE_GRADES);
    assertThat(detail.path("state").asText()).isEqualTo("scored");
    assertThat(detail.at("/gatekeeper/putThrough").asBoolean()).isFalse();
    assertThat(detail.at("/scorecard/total").isNumber()).isTrue();
    assertThat(detail.at("/scorecard/id").asText()).isEqualTo("gatekeeper-desk");
    assertThat(ann.get("/api/v1/practice/trends").json().path("items"))
        .as("nothing to compare with other calls")
        .isEmpty();
  }

  @Test
  void who_was_put_through_and_hung_up_is_not_judged_on_the_rest() {
    String id = opened();
    for (int i = 0; i < 3; i++) {
      answer(id, "This is Ann, number " + i, "What is it about?");
    }
    says(id, "Overtime.", "I'll put you through.", "Grant.");
    answer(id, "Hello?", "Yes?");
    ann.post(BASE + "/" + id + "/end", "");
    JsonNode detail = scored(id, GATE_GRADES);
    assertThat(detail.path("insufficient").asBoolean()).isTrue();
    assertThat(detail.at("/gatekeeper/scorecard/id").asText()).isEqualTo("gatekeeper-desk");
    assertThat(detail.at("/scorecard/total").isNull()).isTrue();
  }

  @Test
  void a_repeated_request_gives_both_answers_again() {
    String id = opened();
    practice.model.answers.add("I'll put you through.");
    practice.model.answers.add("Grant.");
    String said = "{\"text\":\"Ann, about overtime.\"}";
    Reply once = ann.post(BASE + "/" + id + "/turns", said, "Idempotency-Key", "one-and-the-same");
    Reply again = ann.post(BASE + "/" + id + "/turns", said, "Idempotency-Key", "one-and-the-same");
    assertThat(once.text()).contains("Grant.");
    assertThat(again.text()).containsSubsequence("put you through", "Grant.");
    assertThat(practice.model.asked).hasSize(2);
  }

  private static String notMet(String criterion) {
    return "{\"grades\":[{\"id\":\"%s\",\"verdict\":\"not_met\",\"level\":0,\"parts\":[],\"evidence\":[],\"rationale\":\"No.\"}]}"
        .formatted(criterion);
  }

  private String opened() {
    Reply opened =
        ann.post(
            BASE,
            """
            {"mode":"text","personaId":"oliver-grant","scenarioId":"gatekeeper-front-desk",
             "focus":"general","difficulty":"easy","seed":7}
            """);
    assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    return opened.json().path("id").asText();
  }

  private void answer(String id, String text, String answer) {
    assertThat(says(id, text, answer).text()).contains("reply.done");
  }

  private Reply says(String id, String text, String... answers) {
    practice.model.answers.addAll(java.util.List.of(answers));
    return ann.post(BASE + "/" + id + "/turns", "{\"text\":\"" + text + "\"}");
  }

  private JsonNode scored(String id, String... grades) {
    ann.post(BASE + "/" + id + "/end", "");
    practice.model.answers.addAll(java.util.List.of(grades));
    practice.score(EdgeUnderTest.NORTH, id);
    JsonNode detail = ann.get(BASE + "/" + id).json();
    assertThat(practice.model.answers).as("each part was graded once").isEmpty();
    return detail;
  }

  private String lastInstructions() {
    return practice.model.asked.getLast().messages().getFirst().text();
  }

  private String lastQuestion() {
    return practice.model.asked.getLast().messages().getLast().text();
  }
}

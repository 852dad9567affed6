package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server process and its letters: into the sandbox's inbox, or to a mail server. */
@Tag("weather")
@Tag("long")
class LettersGoOutOnce {

  private static final Duration START = Duration.ofSeconds(150);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("verify-email\\?token=([A-Za-z0-9_-]+)");

  @TempDir Path data;

  @Test
  void without_a_mail_server_the_letter_is_in_the_inbox_and_its_link_works() {
    try (RunningNode node =
        RunningNode.start(data, RunningNode.Ports.free(), Map.of("QUOTAHIT_VOICE", "off"))
            .awaitReady(START)) {
      ApiClient ann = new ApiClient(node.base());
      assertThat(ann.register("ann@northwind.example").status()).isEqualTo(201);
      JsonNode letter =
          ann.poll(
                  "/api/v1/sandbox/mail?to=ann@northwind.example",
                  body -> !body.path("items").isEmpty(),
                  SOON)
              .at("/items/0");
      assertThat(letter.path("simulated").asBoolean()).isTrue();
      assertThat(letter.path("subject").asText()).isEqualTo("Confirm your e-mail address");
      Matcher link = TOKEN.matcher(letter.path("text").asText());
      assertThat(link.find()).isTrue();
      assertThat(letter.path("html").asText()).contains(link.group(1));
      assertThat(
              ann.post("/api/v1/auth/verify-email", "{\"token\":\"" + link.group(1) + "\"}")
                  .status())
          .isLessThan(300);
      assertThat(ann.get("/api/v1/me").body().at("/user/emailVerified").asBoolean()).isTrue();
      ApiClient bob = new ApiClient(node.base());
      assertThat(bob.register("bob@southwind.example").status()).isEqualTo(201);
      assertThat(bob.get("/api/v1/sandbox/mail").status()).as("not an admin").isEqualTo(403);
    }
  }

  @Test
  void killed_between_the_letter_and_the_answer_nobody_sends_it_again() {
    RunningNode.Ports ports = RunningNode.Ports.free();
    try (ScriptedMailServer mail = new ScriptedMailServer().silent(true)) {
      Map<String, String> environment =
          Map.of("QUOTAHIT_VOICE", "off", "QUOTAHIT_SMTP_URL", mail.url());
      ApiClient ann;
      try (RunningNode node = RunningNode.start(data, ports, environment).awaitReady(START)) {
        ann = new ApiClient(node.base());
        assertThat(ann.register("ann@northwind.example").status()).isEqualTo(201);
        assertThat(ann.get("/api/v1/sandbox/mail").status())
            .as("there is no sandbox")
            .isEqualTo(404);
        Awaitility.await().atMost(SOON).until(() -> mail.letters().size() == 1);
        node.kill9();
      }
      mail.silent(false);
      try (RunningNode again = RunningNode.start(data, ports, environment).awaitReady(START)) {
        ApiClient operator = new ApiClient(again.management());
        JsonNode stuck =
            operator.poll(
                "/outbox/stuck",
                body -> body.at("/items/0/problem").asText().equals("mail servers cannot be asked"),
                Duration.ofSeconds(120));
        assertThat(stuck.at("/items/0/kind").asText()).isEqualTo("mail.send");
        assertThat(stuck.at("/items/0/state").asText()).isEqualTo("UNKNOWN");
        assertThat(mail.letters()).as("the letter was not sent again").hasSize(1);
        assertThat(ann.post("/api/v1/admin/mail/test", "").status()).isEqualTo(202);
        Awaitility.await().atMost(SOON).until(() -> mail.letters().size() == 2);
        assertThat(mail.letters().getLast()).contains("Subject: Mail works");
      }
    }
  }
}

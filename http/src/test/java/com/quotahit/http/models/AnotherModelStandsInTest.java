package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.workspace.AccountTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class AnotherModelStandsInTest {

  private static ModelsUnderTest world;
  private static Client owner;

  @BeforeAll
  static void open() {
    world =
        new ModelsUnderTest(
            "quotahit.models.breaker-failures=100", "quotahit.models.first-token-timeout=6s");
    owner = world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
    Reply routed =
        owner.send(
            "PUT",
            "/api/v1/models/routing",
            """
            {"features":[{"feature":"models.try",
              "chain":["openai/gpt-6-luna","anthropic/claude-haiku-4-5"]}]}\
            """);
    assertThat(routed.status()).as(routed.text()).isEqualTo(200);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void when_the_first_is_broken_busy_spent_declining_or_silent() {
    for (SandboxFault fault :
        new SandboxFault[] {
          new SandboxFault.ServerError(503),
          new SandboxFault.RateLimited(Optional.of(Duration.ofMinutes(5))),
          new SandboxFault.QuotaExhausted(),
          new SandboxFault.Refuse(),
          new SandboxFault.Stall()
        }) {
      world.openAi.faults().next(fault);
      String answer = ask();
      assertThat(answer).as(fault.toString()).contains("\"model\":\"anthropic/claude-haiku-4-5\"");
      assertThat(answer).contains("\"fallback\":\"openai/gpt-6-luna ");
    }
  }

  @Test
  void but_never_after_the_first_word() {
    world.openAi.faults().next(new SandboxFault.BreakAfter(6), new SandboxFault.BreakAfter(6));
    String answer = ask();
    boolean shown = answer.contains("message.delta");
    assertThat(answer.contains("anthropic")).isEqualTo(!shown);
    world.openAi.faults().clear();
  }

  @Test
  void and_not_for_a_key_that_is_rejected() {
    world.openAi.faults().next(new SandboxFault.ServerError(401));
    assertThat(ask()).contains("event: problem", "models.key-rejected").doesNotContain("anthropic");
  }

  @Test
  void the_first_answers_when_nothing_is_wrong() {
    assertThat(ask()).contains("\"model\":\"openai/gpt-6-luna\"", "\"fallback\":null");
  }

  @Test
  void a_chain_has_three_models_that_exist_at_the_most() {
    Reply refused =
        owner.send(
            "PUT",
            "/api/v1/models/routing",
            "{\"features\":[{\"feature\":\"coach\",\"chain\":[\"openai/no-such\"]}]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("features[0].chain[0]");
  }

  @Test
  void budgets_are_set_listed_and_taken_away() {
    String budget = "{\"scope\":\"workspace\",\"monthMinor\":5000}";
    Reply set = owner.send("PUT", "/api/v1/budgets", budget);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.json().path("softPercent").asInt()).isEqualTo(80);
    assertThat(owner.get("/api/v1/budgets").json().path("items")).hasSize(1);
    assertThat(ask()).as("the stand-in costs nothing").contains("message.done");
    assertThat(owner.delete("/api/v1/budgets?scope=workspace").status()).isEqualTo(204);
  }

  @Test
  void budgets_are_of_members_keys_and_modules_that_are_there() {
    UserId ann = new UserId("usr_" + "0".repeat(25) + "a");
    AccountTable accounts = new AccountTable(world.db.database());
    Account account =
        new Account(
            new EmailAddress("ann@example.com"),
            ann,
            EdgeUnderTest.NORTH,
            "Ann",
            "North Wind",
            new PasswordHash("none"),
            Account.Stage.PENDING,
            Instant.now());
    accounts.reserve(account, Optional.empty());
    accounts.activate(account);
    assertThat(budget("user", ann.value()).status()).isEqualTo(200);
    assertThat(budget("module", "practice").status()).isEqualTo(200);
    assertThat(budget("module", "models").status()).isEqualTo(200);
    for (String[] nowhere :
        new String[][] {
          {"user", "usr_" + "0".repeat(25) + "b"},
          {"user", "ann"},
          {"key", "key_" + "0".repeat(25) + "b"},
          {"module", "no-such"}
        }) {
      Reply refused = budget(nowhere[0], nowhere[1]);
      assertThat(refused.status()).as(nowhere[1]).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("id");
    }
    for (String taken :
        List.of("user&id=" + ann.value(), "module&id=practice", "module&id=models")) {
      assertThat(owner.delete("/api/v1/budgets?scope=" + taken).status()).isEqualTo(204);
    }
  }

  private static Reply budget(String scope, String id) {
    return owner.send(
        "PUT",
        "/api/v1/budgets",
        "{\"scope\":\"%s\",\"id\":\"%s\",\"monthMinor\":5000}".formatted(scope, id));
  }

  private static String ask() {
    return owner.post("/api/v1/models/try", "{\"text\":\"Too dear?\"}").text();
  }
}

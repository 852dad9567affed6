package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openrouter.OpenRouterStandIn;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand dollars for a million tokens: every answer of the stand-in costs more than a cent. */
@Tag("route")
class BudgetsHoldOverHttpTest {

  private static final String ASK = "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hello?\"}";

  private static final String FIRST = "openai/gpt-6-luna";
  private static final String SECOND = "openrouter/moonshotai/kimi-k2.5";

  private static ModelsUnderTest world;
  private static int spaces;

  private final AtomicInteger asked = new AtomicInteger();
  private WorkspaceId space;
  private Client owner;

  @BeforeAll
  static void open() {
    world = ModelsUnderTest.paid("quotahit.models.first-token-timeout=15s");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void workspace() {
    space = new WorkspaceId("wsp_" + String.format("%026d", 700 + ++spaces));
    owner = world.edge.as(world.edge.signedIn(space, Role.OWNER, true));
    assertThat(
            owner
                .send(
                    "PUT",
                    "/api/v1/user-keys/openai",
                    "{\"key\":\"sk-sandbox-of-the-house-0001\",\"owner\":\"workspace\"}")
                .status())
        .isEqualTo(200);
    Reply priced =
        owner.send(
            "PATCH",
            "/api/v1/admin/models/openai/gpt-6-luna",
            "{\"price\":{\"inPerM\":1000,\"outPerM\":1000}}");
    assertThat(priced.status()).as(priced.text()).isEqualTo(200);
    world.openAi.observe(seen -> {
      if (seen.endpoint().equals("POST /v1/chat/completions")) {
        asked.incrementAndGet();
      }
    });
  }

  @Test
  void a_spent_budget_refuses_in_words_and_nobody_is_asked() {
    budget(0, 80);
    Reply refused = owner.post("/api/v1/models/try", ASK);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("budget_exceeded");
    assertThat(refused.text()).contains("Settings");
    assertThat(asked).hasValue(0);
  }

  @Test
  void of_requests_that_come_together_only_one_passes_the_last_cent() throws Exception {
    budget(1, 80);
    int together = 8;
    List<Callable<Reply>> requests = new ArrayList<>();
    for (int i = 0; i < together; i++) {
      requests.add(() -> owner.post("/api/v1/models/try", ASK));
    }
    int passed = 0;
    int refused = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(together)) {
      for (Future<Reply> each : pool.invokeAll(requests, 60, TimeUnit.SECONDS)) {
        Reply reply = each.get();
        passed += reply.text().contains("message.done") ? 1 : 0;
        refused += reply.code().equals("budget_exceeded") ? 1 : 0;
      }
    }
    assertThat(passed).isEqualTo(1);
    assertThat(refused).isEqualTo(together - 1);
    assertThat(asked).hasValue(1);
    BigDecimal spent =
        owner.get("/api/v1/budgets").json().at("/items/0/spent/amount").decimalValue();
    BigDecimal one =
        owner.get("/api/v1/usage?group=module").json().at("/items/0/cost/amount").decimalValue();
    assertThat(spent).as("one answer, and no more").isEqualByComparingTo(one);
  }

  @Test
  void the_soft_limit_is_told_once_and_refuses_nothing() {
    budget(1_000, 1);
    world.budgetNews.clear();
    for (int i = 0; i < 3; i++) {
      assertThat(owner.post("/api/v1/models/try", ASK).text()).contains("message.done");
    }
    org.awaitility.Awaitility.await().until(() -> !world.budgetNews.isEmpty());
    assertThat(world.budgetNews).hasSize(1);
  }

  @Test
  void a_budget_of_one_key_stands_in_the_way_of_its_own_models_only() {
    budgetOf(chain("openai", FIRST, SECOND), 0);
    String answer = owner.post("/api/v1/models/try", "{\"text\":\"Hello?\"}").text();
    assertThat(answer)
        .contains("message.done", "\"model\":\"" + SECOND + "\"")
        .contains("\"fallback\":\"openai/gpt-6-luna has no budget left\"");
    assertThat(asked).hasValue(0);
    assertThat(owner.post("/api/v1/models/try", ASK).code())
        .as("where no other model may be asked")
        .isEqualTo("budget_exceeded");
  }

  @Test
  void what_another_key_paid_is_not_counted_against_it() {
    budgetOf(chain("openrouter", SECOND, FIRST), 10_000);
    world.others.faults(OpenRouterStandIn.PREFIX).next(new SandboxFault.ServerError(503));
    assertThat(owner.post("/api/v1/models/try", "{\"text\":\"Hello?\"}").text())
        .contains("message.done", "\"model\":\"" + FIRST + "\"");
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(
                    owner
                        .get("/api/v1/usage?group=model")
                        .json()
                        .at("/items/0/cost/amount")
                        .decimalValue())
                .as("somebody paid")
                .isPositive());
    assertThat(owner.get("/api/v1/budgets").json().at("/items/0/spent/amount").decimalValue())
        .isZero();
  }

  @Test
  void a_workspace_has_five_hundred_budgets_at_the_most() {
    for (int i = 0; i < 499; i++) {
      world.budgets.set(
          space,
          new Budget(Budget.Scope.KEY, "key_" + String.format("%026d", i), MicroUsd.ZERO, 80),
          YearMonth.now(ZoneOffset.UTC));
    }
    budget(1_000, 80);
    String one = "{\"scope\":\"module\",\"id\":\"practice\",\"monthMinor\":5}";
    Reply refused = owner.send("PUT", "/api/v1/budgets", one);
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("budget.too-many");
    budget(2_000, 80);
    assertThat(
            owner.delete("/api/v1/budgets?scope=key&id=key_" + String.format("%026d", 7)).status())
        .isEqualTo(204);
    assertThat(owner.send("PUT", "/api/v1/budgets", one).status()).isEqualTo(200);
    assertThat(world.budgets.standing(space, YearMonth.now(ZoneOffset.UTC))).hasSize(500);
  }

  /** Keys of two providers and a chain over both; the id of the key of one. */
  private String chain(String provider, String first, String second) {
    Reply saved =
        owner.send(
            "PUT",
            "/api/v1/user-keys/openrouter",
            "{\"key\":\"sk-or-sandbox-of-the-house-02\",\"owner\":\"workspace\"}");
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    Reply routed =
        owner.send(
            "PUT",
            "/api/v1/models/routing",
            "{\"features\":[{\"feature\":\"models.try\",\"chain\":[\"%s\",\"%s\"]}]}"
                .formatted(first, second));
    assertThat(routed.status()).as(routed.text()).isEqualTo(200);
    return owner
        .get("/api/v1/user-keys")
        .json()
        .path("items")
        .valueStream()
        .filter(key -> key.path("provider").asText().equals(provider))
        .map(key -> key.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private void budgetOf(String key, int cents) {
    Reply set =
        owner.send(
            "PUT",
            "/api/v1/budgets",
            "{\"scope\":\"key\",\"id\":\"%s\",\"monthMinor\":%d}".formatted(key, cents));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private void budget(int cents, int soft) {
    Reply set =
        owner.send(
            "PUT",
            "/api/v1/budgets",
            "{\"scope\":\"workspace\",\"monthMinor\":%d,\"softPercent\":%d}"
                .formatted(cents, soft));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }
}

package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.practice.CallEngines.Opening;
import com.quotahit.actors.practice.CallEngines.Wanted;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelsPort.Caller.Admission;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelPrice;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.models.ModelsUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over the wire: which key the provider's stand-in sees, and what is counted for it. */
@Tag("route")
class CallsAreHeldWithTheRightKeyTest {

  private static final String KEY = "/api/v1/user-keys/openai";
  private static final String HOUSE = "sk-sandbox-of-the-house-0001";
  private static final String ANNS = "sk-sandbox-of-ann-00002";
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private static ModelsUnderTest world;
  private static MediaLoops loops;
  private static CallEngines engines;
  private static int spaces;

  private final Queue<String> keysSeen = new ConcurrentLinkedQueue<>();
  private WorkspaceId space;
  private Client owner;
  private Client ann;
  private UserId annsId;

  @BeforeAll
  static void open() {
    world = ModelsUnderTest.paid("quotahit.models.first-token-timeout=15s");
    loops = new MediaLoops(1);
    engines = EnginesUnderTest.orEmbedded(world, loops);
  }

  @AfterAll
  static void close() {
    loops.close();
    world.close();
  }

  @BeforeEach
  void workspace() {
    space = new WorkspaceId("wsp_" + String.format("%026d", 500 + ++spaces));
    owner = world.edge.as(world.edge.signedIn(space, Role.OWNER));
    String token = world.edge.signedIn(space, Role.REP);
    ann = world.edge.as(token);
    annsId = world.edge.principal(token).user();
    world.openAi.observe(seen -> {
      if (!seen.endpoint().equals("GET /v1/models")) {
        keysSeen.add(seen.key());
      }
    });
  }

  @Test
  void without_any_key_the_embedded_engine_holds_the_call() {
    assertThat(opened(EngineChoice.AUTO).engine().name()).isEqualTo("cascade");
    assertThat(opened(EngineChoice.SPEECH_TO_SPEECH).engine().simulated()).isTrue();
    assertThat(keysSeen).isEmpty();
  }

  @Test
  void the_workspaces_key_holds_the_call_and_is_billed_for_it() throws Exception {
    save(owner, HOUSE, "workspace");
    price();
    try (TypedCall call = new TypedCall(world, opened(EngineChoice.AUTO).engine())) {
      call.exchange();
    }
    assertThat(keysSeen).isNotEmpty().containsOnly(HOUSE);
    JsonNode line = usage("key");
    assertThat(line.path("requests").asInt()).isEqualTo(1);
    assertThat(line.path("tokensOut").asLong()).isPositive();
    assertThat(line.path("spokenSeconds").asLong()).isPositive();
    assertThat(line.path("unpriced").asInt()).isZero();
    assertThat(new java.math.BigDecimal(line.at("/cost/amount").asText("0")).signum())
        .as(line.toString())
        .isPositive();
  }

  @Test
  void a_key_of_ones_own_comes_first_and_what_follows_when_it_is_gone() throws Exception {
    save(owner, HOUSE, "workspace");
    save(ann, ANNS, "user");
    speak();
    assertThat(keysSeen).containsOnly(ANNS);
    keysSeen.clear();
    assertThat(ann.delete(KEY + "?owner=user").status()).isEqualTo(204);
    speak();
    assertThat(keysSeen).containsOnly(HOUSE);
    assertThat(owner.delete(KEY + "?owner=workspace").status()).isEqualTo(204);
    assertThat(opened(EngineChoice.AUTO).engine().name()).isEqualTo("cascade");
  }

  @Test
  void a_level_that_is_switched_off_holds_no_call() throws Exception {
    save(owner, HOUSE, "workspace");
    save(ann, ANNS, "user");
    assertThat(
            owner
                .send("PUT", "/api/v1/models/levels", "{\"userKeys\":false,\"platformKeys\":true}")
                .status())
        .isEqualTo(200);
    speak();
    assertThat(keysSeen).containsOnly(HOUSE);
  }

  @Test
  void a_session_that_was_opened_ahead_is_taken_by_calls_with_the_same_key_only() throws Exception {
    save(owner, HOUSE, "workspace");
    CallEngines.Prospect prospect = ModelsUnderTest.await(engines.prospect(wanted()));
    ((CallEngines.Prospect.Possible) prospect).announce().run();
    Awaitility.await().until(() -> world.openAi.realtimeSessions() == 1);
    save(ann, ANNS, "user");
    speak();
    assertThat(keysSeen).containsOnly(ANNS);
    keysSeen.clear();
    assertThat(ann.delete(KEY + "?owner=user").status()).isEqualTo(204);
    speak();
    assertThat(keysSeen).containsOnly(HOUSE);
    Awaitility.await().until(() -> world.openAi.realtimeSessions() == 0);
  }

  @Test
  void a_spent_budget_refuses_the_call_before_anything_is_opened() {
    save(owner, HOUSE, "workspace");
    budget("workspace", "", 0);
    assertThat(refused(EngineChoice.AUTO)).isInstanceOf(Refusal.BudgetExceeded.class);
    assertThat(refused(EngineChoice.CASCADE)).isInstanceOf(Refusal.BudgetExceeded.class);
    assertThat(ModelsUnderTest.await(engines.prospect(wanted())))
        .isInstanceOf(CallEngines.Prospect.Refused.class);
    assertThat(keysSeen).isEmpty();
    Opening back =
        ModelsUnderTest.await(
            engines.open(
                new Wanted(space, annsId, EngineChoice.AUTO, TEN_MINUTES, Admission.UNDER_WAY)));
    assertThat(back)
        .as("who comes back to a call that was let in")
        .isInstanceOf(Opening.Opened.class);
  }

  @Test
  void of_calls_that_begin_together_only_one_takes_the_last_cent() throws Exception {
    save(owner, HOUSE, "workspace");
    price();
    budget("workspace", "", 1);
    List<Opening> together =
        List.of(engines.open(wanted()), engines.open(wanted()), engines.open(wanted())).stream()
            .map(ModelsUnderTest::await)
            .toList();
    assertThat(together).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
    together.forEach(each -> {
      if (each instanceof Opening.Opened opened) {
        opened.unused().run();
      }
    });
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(ModelsUnderTest.await(engines.open(wanted())))
                .as("what was counted in advance is given back")
                .isInstanceOf(Opening.Opened.class));
  }

  @Test
  void a_key_that_goes_bad_ends_the_call_in_words_and_holds_no_other() throws Exception {
    save(owner, HOUSE + "-bad", "workspace");
    try (TypedCall call = new TypedCall(world, opened(EngineChoice.AUTO).engine())) {
      call.exchange();
      world.openAi.revoke(HOUSE + "-bad");
      world.openAi.failRealtime("invalid_api_key");
      EngineSignal.Trouble trouble = call.await(EngineSignal.Trouble.class);
      assertThat(trouble.code()).isEqualTo("engine.key-rejected");
      assertThat(trouble.fatal()).isTrue();
    }
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(owner.get("/api/v1/user-keys").json().at("/items/0/status").asText())
                .isEqualTo("revoked"));
    assertThat(opened(EngineChoice.AUTO).engine().name()).isEqualTo("cascade");
  }

  @Test
  void a_key_that_is_taken_away_opens_no_further_connection_of_a_call() throws Exception {
    save(ann, ANNS, "user");
    try (TypedCall call = new TypedCall(world, opened(EngineChoice.AUTO).engine())) {
      call.exchange();
      assertThat(ann.delete(KEY + "?owner=user").status()).isEqualTo(204);
      world.openAi.cutRealtime();
      assertThat(call.await(EngineSignal.Trouble.class, EngineSignal.Trouble::fatal).code())
          .isEqualTo("engine.key-rejected");
    }
  }

  @Test
  void the_buyers_words_go_with_the_same_key_and_are_counted_to_the_end_of_the_call() {
    save(owner, HOUSE, "workspace");
    EnginesUnderTest.Embedded engine =
        (EnginesUnderTest.Embedded) opened(EngineChoice.CASCADE).engine();
    budget("workspace", "", 0);
    ChatRequest request =
        new ChatRequest(
            "default",
            List.of(new ChatMessage(ChatMessage.Role.USER, "Hello?")),
            Optional.empty(),
            100,
            Duration.ofSeconds(10),
            Optional.of(7L));
    assertThat(ModelsUnderTest.await(engine.model().complete(request)).text())
        .isEqualTo(ModelsUnderTest.ANSWER);
    assertThat(keysSeen).containsOnly(HOUSE);
    assertThat(usage("module").path("key").asText()).isEqualTo("practice");
  }

  private static Wanted wanted(WorkspaceId space, UserId who, EngineChoice engine) {
    return new Wanted(space, who, engine, TEN_MINUTES, Admission.NEW);
  }

  private Wanted wanted() {
    return wanted(space, annsId, EngineChoice.AUTO);
  }

  private Opening.Opened opened(EngineChoice engine) {
    return (Opening.Opened) ModelsUnderTest.await(engines.open(wanted(space, annsId, engine)));
  }

  private Refusal refused(EngineChoice engine) {
    return ((Opening.Refused) ModelsUnderTest.await(engines.open(wanted(space, annsId, engine))))
        .why();
  }

  private void speak() throws Exception {
    try (TypedCall call = new TypedCall(world, opened(EngineChoice.AUTO).engine())) {
      call.exchange();
    }
  }

  private static void save(Client who, String key, String owner) {
    assertThat(
            who.send("PUT", KEY, "{\"key\":\"" + key + "\",\"owner\":\"" + owner + "\"}").status())
        .isEqualTo(200);
  }

  private void budget(String scope, String id, int cents) {
    assertThat(
            owner
                .send(
                    "PUT",
                    "/api/v1/budgets",
                    "{\"scope\":\"%s\",\"id\":\"%s\",\"monthMinor\":%d}"
                        .formatted(scope, id, cents))
                .status())
        .isEqualTo(200);
    assertThat(Budget.Scope.of(scope)).isPresent();
  }

  private JsonNode usage(String group) {
    return Awaitility.await()
        .until(
            () -> owner.get("/api/v1/usage?group=" + group).json().at("/items/0"),
            line -> !line.isMissingNode());
  }

  private static void price() {
    CatalogModel speaks = world.catalogue.find(ModelsUnderTest.SPEAKS).orElseThrow();
    ModelPrice price =
        new ModelPrice(
            new MicroUsd(4_000_000),
            new MicroUsd(16_000_000),
            Optional.empty(),
            Optional.of(
                new ModelPrice.Audio(
                    new MicroUsd(32_000_000), new MicroUsd(64_000_000), Optional.empty())));
    ModelsUnderTest.await(
        world.catalogue.edit(
            new CatalogModel(
                speaks.id(),
                speaks.provider(),
                speaks.name(),
                speaks.display(),
                speaks.capabilities(),
                speaks.contextTokens(),
                Optional.of(price),
                speaks.state(),
                speaks.retiresAt(),
                speaks.replacement(),
                "admin")));
  }
}

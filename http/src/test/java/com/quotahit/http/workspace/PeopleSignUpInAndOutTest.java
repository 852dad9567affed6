package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.http.edge.ContractMatrix;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class PeopleSignUpInAndOutTest {

  private static final String PASSWORD = "correct horse battery staple 7";

  private AccountsUnderTest world;
  private EdgeUnderTest edge;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    edge = world.edge;
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Reply register(String email) {
    return edge.asNobody().post("/api/v1/auth/register", registration(email));
  }

  @Test
  void whoever_registers_is_signed_in_as_owner_and_the_first_runs_the_installation() {
    Reply reply = register("Ann@Example.com");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().at("/user/id").asText()).startsWith("usr_");
    assertThat(reply.json().at("/workspace/name").asText()).isEqualTo("North Wind");
    List<String> cookies = reply.headers().allValues("Set-Cookie");
    assertThat(cookies)
        .anyMatch(c -> c.startsWith("qh_session=") && c.contains("HttpOnly"))
        .anyMatch(c -> c.startsWith("qh_csrf=") && !c.contains("HttpOnly"))
        .allMatch(c -> c.contains("SameSite=Lax") && c.contains("Path=/"));
    Reply me = edge.as(token(reply)).get("/api/v1/me");
    assertThat(me.json().path("role").asText()).isEqualTo("owner");
    assertThat(me.json().at("/user/email").asText()).isEqualTo("ann@example.com");
    assertThat(me.json().at("/user/platformAdmin").asBoolean()).isTrue();
    assertThat(me.json().path("permissions").toString()).contains("practice.run");
    Reply second = register("bob@example.com");
    assertThat(second.json().at("/user/platformAdmin").asBoolean()).isFalse();
  }

  @Test
  void of_many_who_take_one_address_at_once_one_gets_it() {
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String email = i % 2 == 0 ? "ann@example.com" : "ANN@example.com";
      String body = registration(email).replace("staple 7", "staple " + i);
      all.add(edge.asNobody().sendLater("POST", "/api/v1/auth/register", body));
    }
    List<Integer> statuses = all.stream().map(CompletableFuture::join).map(Reply::status).toList();
    assertThat(statuses).filteredOn(s -> s == 201).hasSize(1);
    assertThat(statuses).filteredOn(s -> s == 409).hasSize(7);
    int accounts =
        world
            .db
            .database()
            .jdbi()
            .withHandle(h -> h.createQuery("SELECT count(*) FROM account").mapTo(int.class).one());
    assertThat(accounts).isEqualTo(1);
  }

  @Test
  void of_many_who_come_first_one_runs_the_installation() {
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          edge.asNobody()
              .sendLater("POST", "/api/v1/auth/register", registration("u" + i + "@example.com")));
    }
    List<Reply> replies = all.stream().map(CompletableFuture::join).toList();
    assertThat(replies).allMatch(r -> r.status() == 201);
    assertThat(replies).filteredOn(r -> r.json().at("/user/platformAdmin").asBoolean()).hasSize(1);
  }

  @Test
  void the_same_request_again_is_the_same_account() {
    String body = registration("ann@example.com");
    Reply first = edge.asNobody().post("/api/v1/auth/register", body, "Idempotency-Key", "one");
    Reply second = edge.asNobody().post("/api/v1/auth/register", body, "Idempotency-Key", "one");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(token(second)).isNotEqualTo(token(first));
    assertThat(register("ann@example.com").code()).isEqualTo("workspace.email-taken");
  }

  @Test
  void a_registration_that_was_cut_off_is_finished_without_its_owner() {
    world.table.reserve(
        new Account(
            new EmailAddress("ann@example.com"),
            new UserId("usr_" + "0".repeat(26)),
            new WorkspaceId("wsp_" + "0".repeat(26)),
            "Ann",
            "North Wind",
            world.hasher.hash(PASSWORD).toCompletableFuture().orTimeout(9, TimeUnit.SECONDS).join(),
            Account.Stage.PENDING,
            Instant.now()),
        Optional.empty());
    world.later = Duration.ofMinutes(1);
    assertThat(world.accounts.finishInterrupted().toCompletableFuture().join()).isEqualTo(1);
    assertThat(world.accounts.finishInterrupted().toCompletableFuture().join()).isZero();
    Reply reply = edge.asNobody().post("/api/v1/auth/login", login("ann@example.com", PASSWORD));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/user/platformAdmin").asBoolean()).isTrue();
  }

  @Test
  void weak_passwords_and_broken_addresses_are_named_together() {
    Reply reply =
        edge.asNobody()
            .post(
                "/api/v1/auth/register",
                """
                {"email":"ann","password":"letmein12345","name":" ","workspaceName":"North"}\
                """);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("email", "password", "name");
  }

  @Test
  void a_wrong_password_and_an_unknown_account_cannot_be_told_apart() {
    register("ann@example.com");
    long before = world.hasher.evaluations();
    Reply wrong =
        edge.asNobody().post("/api/v1/auth/login", login("ann@example.com", "something else 1"));
    long forWrong = world.hasher.evaluations() - before;
    Reply unknown =
        edge.asNobody().post("/api/v1/auth/login", login("eve@example.com", "something else 1"));
    long forUnknown = world.hasher.evaluations() - before - forWrong;
    assertThat(forUnknown).isEqualTo(forWrong).isEqualTo(1);
    assertThat(unknown.status()).isEqualTo(wrong.status()).isEqualTo(401);
    assertThat(unknown.json().path("detail")).isEqualTo(wrong.json().path("detail"));
    assertThat(unknown.code()).isEqualTo(wrong.code());
  }

  @Test
  void guessing_is_answered_with_when_to_come_back() {
    register("ann@example.com");
    Reply last = null;
    for (int i = 0; i < 7; i++) {
      last = edge.asNobody().post("/api/v1/auth/login", login("eve@example.com", "guess " + i));
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
  }

  @Test
  void a_device_can_be_signed_out_from_another_and_elsewhere_in_the_cluster() {
    String here = token(register("ann@example.com"));
    String phone =
        token(edge.asNobody().post("/api/v1/auth/login", login("ann@example.com", PASSWORD)));
    var elsewhere = world.sessionsOfAnotherNode();
    assertThat(elsewhere.find(phone).toCompletableFuture().join()).isPresent();
    assertThat(edge.as(phone).get("/api/v1/me").status()).isEqualTo(200);
    Reply list = edge.as(here).get("/api/v1/auth/sessions");
    assertThat(list.json().path("items")).hasSize(2);
    String id = null;
    for (var item : list.json().path("items")) {
      if (!item.path("current").asBoolean()) {
        id = item.path("id").asText();
      }
    }
    assertThat(edge.as(here).delete("/api/v1/auth/sessions/" + id).status()).isEqualTo(204);
    assertThat(edge.as(phone).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(elsewhere.find(phone).toCompletableFuture().join()).isEmpty();
    assertThat(edge.as(here).delete("/api/v1/auth/sessions/" + id).status()).isEqualTo(404);
  }

  @Test
  void nobody_ends_another_persons_session() {
    String ann = token(register("ann@example.com"));
    String bob = token(register("bob@example.com"));
    String id = edge.as(bob).get("/api/v1/auth/sessions").json().at("/items/0/id").asText();
    assertThat(edge.as(ann).delete("/api/v1/auth/sessions/" + id).status()).isEqualTo(404);
    assertThat(edge.as(bob).get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void signing_out_ends_the_session_and_clears_what_the_browser_kept() {
    String token = token(register("ann@example.com"));
    assertThat(edge.as(token).post("/api/v1/auth/logout", "", "X-CSRF-Token", "x").status())
        .isEqualTo(403);
    Reply reply = edge.as(token).post("/api/v1/auth/logout", "");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Clear-Site-Data")).contains("storage");
    assertThat(reply.headers().allValues("Set-Cookie")).allMatch(c -> c.contains("Max-Age=0"));
    assertThat(edge.as(token).get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void a_session_runs_out_when_idle_and_at_last_however_busy() {
    String token = token(register("ann@example.com"));
    for (int day = 0; day < 29; day++) {
      for (int half = 0; half < 2; half++) {
        world.later = Duration.ofDays(day).plusHours(11L * half);
        assertThat(edge.as(token).get("/api/v1/me").status()).isEqualTo(200);
      }
      world.later = Duration.ofDays(day).plusHours(20);
      assertThat(edge.as(token).get("/api/v1/me").status()).isEqualTo(200);
    }
    String idle =
        token(edge.asNobody().post("/api/v1/auth/login", login("ann@example.com", PASSWORD)));
    world.later = world.later.plusHours(13);
    assertThat(edge.as(idle).get("/api/v1/me").status()).isEqualTo(401);
    world.later = Duration.ofDays(30).plusSeconds(1);
    assertThat(edge.as(token).get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void the_installation_introduces_itself_to_everybody() {
    Reply reply = edge.asNobody().get("/api/v1/installation");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/voice/available").isBoolean()).isTrue();
  }

  @Test
  void whoever_must_not_stays_outside_of_every_endpoint() {
    String bob = token(register("bob@example.com"));
    String id = edge.as(bob).get("/api/v1/auth/sessions").json().at("/items/0/id").asText();
    assertThat(id).startsWith("ses_");
    EdgeUnderTest byHand = new EdgeUnderTest(world.endpoints);
    try {
      assertThat(new ContractMatrix(byHand).violations((_, _) -> Optional.of(id))).isEmpty();
    } finally {
      byHand.close();
    }
  }
}

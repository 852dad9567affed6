package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Proving an address, a forgotten password, a changed one. */
@Tag("route")
class PeopleGetBackInTest {

  private static final String ANN = "ann@example.com";
  private static final String PASSWORD = "correct horse battery staple 7";
  private static final String NEXT = "seventeen quiet lanterns";

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private String session;

  @BeforeEach
  void ann_registers() {
    world = new AccountsUnderTest();
    edge = world.edge;
    session = token(edge.asNobody().post("/api/v1/auth/register", registration(ANN)));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private String link(String template) {
    List<JsonNode> letters = world.letters(ANN, template);
    return letters.getLast().at("/template/token").asText();
  }

  private Reply verify(String link) {
    return edge.asNobody().post("/api/v1/auth/verify-email", "{\"token\":\"" + link + "\"}");
  }

  private Reply forgot(String email) {
    return edge.asNobody().post("/api/v1/auth/password/forgot", "{\"email\":\"" + email + "\"}");
  }

  private Reply reset(String link, String password) {
    return edge.asNobody()
        .post(
            "/api/v1/auth/password/reset",
            "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(link, password));
  }

  private String resetLink() {
    assertThat(forgot(ANN).status()).isEqualTo(202);
    await().until(() -> !world.letters(ANN, "ResetPassword").isEmpty());
    return link("ResetPassword");
  }

  private Reply logsIn(String password) {
    return edge.asNobody().post("/api/v1/auth/login", login(ANN, password));
  }

  @Test
  void whoever_registers_gets_one_letter_and_its_link_proves_the_address_once() {
    assertThat(world.letters(ANN, "VerifyAddress")).hasSize(1);
    assertThat(edge.as(session).get("/api/v1/me").json().at("/user/emailVerified").asBoolean())
        .isFalse();
    String link = link("VerifyAddress");
    assertThat(verify(link).status()).isEqualTo(204);
    assertThat(edge.as(session).get("/api/v1/me").json().at("/user/emailVerified").asBoolean())
        .isTrue();
    Reply again = verify(link);
    assertThat(again.status()).isEqualTo(410);
    assertThat(again.code()).isEqualTo("workspace.link-worn-out");
  }

  @Test
  void a_link_that_is_a_day_old_proves_nothing() {
    world.later = Duration.ofHours(24).plusMinutes(1);
    assertThat(verify(link("VerifyAddress")).status()).isEqualTo(410);
  }

  @Test
  void another_letter_comes_after_a_pause_and_its_link_replaces_the_first() {
    String first = link("VerifyAddress");
    edge.as(session).post("/api/v1/auth/verify-email/resend", "");
    assertThat(world.letters(ANN, "VerifyAddress")).hasSize(1);
    world.later = Duration.ofMinutes(3);
    edge.as(session).post("/api/v1/auth/verify-email/resend", "");
    assertThat(world.letters(ANN, "VerifyAddress")).hasSize(2);
    assertThat(verify(first).status()).isEqualTo(410);
    assertThat(verify(link("VerifyAddress")).status()).isEqualTo(204);
    world.later = Duration.ofMinutes(6);
    edge.as(session).post("/api/v1/auth/verify-email/resend", "");
    assertThat(world.letters(ANN, "VerifyAddress")).hasSize(2);
  }

  @Test
  void a_forgotten_password_is_set_anew_once_and_ends_every_session() {
    String link = resetLink();
    assertThat(reset(link, NEXT).status()).isEqualTo(204);
    assertThat(edge.as(session).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(logsIn(PASSWORD).status()).isEqualTo(401);
    Reply in = logsIn(NEXT);
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.json().at("/user/emailVerified").asBoolean()).isTrue();
    assertThat(reset(link, "another quiet lantern 1").status()).isEqualTo(410);
    assertThat(world.letters(ANN, "PasswordChanged")).hasSize(1);
  }

  @Test
  void nobody_is_signed_in_by_setting_a_password() {
    Reply done = reset(resetLink(), NEXT);
    assertThat(done.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void a_link_to_set_a_password_is_good_for_half_an_hour() {
    String link = resetLink();
    world.later = Duration.ofMinutes(31);
    assertThat(reset(link, NEXT).status()).isEqualTo(410);
    assertThat(logsIn(PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void of_many_who_come_with_one_link_at_once_one_sets_the_password() {
    String link = resetLink();
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body =
          "{\"token\":\"%s\",\"password\":\"quiet lanterns number %d\"}".formatted(link, i);
      all.add(edge.asNobody().sendLater("POST", "/api/v1/auth/password/reset", body));
    }
    List<Integer> statuses = all.stream().map(CompletableFuture::join).map(Reply::status).toList();
    assertThat(statuses).filteredOn(s -> s == 204).hasSize(1);
    assertThat(statuses).filteredOn(s -> s == 410).hasSize(7);
  }

  @Test
  void a_weak_password_is_refused_and_leaves_the_link_good() {
    String link = resetLink();
    Reply weak = reset(link, "north wind quotahit");
    assertThat(weak.status()).isEqualTo(400);
    assertThat(weak.json().at("/errors/0/field").asText()).isEqualTo("password");
    assertThat(reset(link, NEXT).status()).isEqualTo(204);
  }

  @Test
  void a_stranger_learns_nothing_from_asking() {
    Reply known = forgot(ANN);
    Reply unknown = forgot("eve@example.com");
    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
    assertThat(unknown.text()).isEqualTo(known.text());
    assertThat(world.letters("eve@example.com", "ResetPassword")).isEmpty();
  }

  @Test
  void asking_again_and_again_writes_one_letter_and_is_slowed_down() {
    resetLink();
    Reply last = null;
    for (int i = 0; i < 40; i++) {
      last = forgot(ANN);
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(world.letters(ANN, "ResetPassword")).hasSize(1);
  }

  @Test
  void the_link_is_nowhere_but_in_the_letter() {
    String link = resetLink();
    String everything =
        world
            .db
            .database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT string_agg(t::text, ' ') FROM one_time_token t")
                    .mapTo(String.class)
                    .one());
    assertThat(everything).doesNotContain(link);
  }

  @Test
  void a_changed_password_ends_the_other_sessions_and_gives_this_one_a_new_secret() {
    String phone = token(logsIn(PASSWORD));
    Reply changed =
        edge.as(session)
            .post(
                "/api/v1/auth/password",
                "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(PASSWORD, NEXT));
    assertThat(changed.status()).isEqualTo(204);
    assertThat(edge.as(phone).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(edge.as(session).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(edge.as(token(changed)).get("/api/v1/me").status()).isEqualTo(200);
    assertThat(logsIn(PASSWORD).status()).isEqualTo(401);
    assertThat(world.letters(ANN, "PasswordChanged")).hasSize(1);
  }

  @Test
  void a_password_is_changed_only_by_whoever_knows_it_and_has_just_signed_in() {
    String body = "{\"current\":\"%s\",\"next\":\"%s\"}";
    Reply wrong =
        edge.as(session).post("/api/v1/auth/password", body.formatted("a wrong guess", NEXT));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("current");
  }
}

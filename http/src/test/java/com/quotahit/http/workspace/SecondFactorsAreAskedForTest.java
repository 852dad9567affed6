package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.core.workspace.Base32;
import com.quotahit.core.workspace.Totp;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class SecondFactorsAreAskedForTest {

  private static final String ANN = "ann@example.com";
  private static final String PASSWORD = "correct horse battery staple 7";

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private Client ann;
  private byte[] secret;
  private List<String> recovery;

  @BeforeEach
  void ann_registers() {
    world = new AccountsUnderTest();
    edge = world.edge;
    ann = edge.as(token(edge.asNobody().post("/api/v1/auth/register", registration(ANN))));
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** What an app would show now, or some steps of the clock from now. */
  private String code(int steps) {
    return Totp.code(secret, Totp.stepAt(world.now()) + steps, Totp.DIGITS);
  }

  private Reply begin() {
    Reply shown = ann.post("/api/v1/auth/totp", "");
    secret = base32(shown.json().path("secret").asText());
    return shown;
  }

  private Reply confirm(String code) {
    Reply reply = ann.post("/api/v1/auth/totp/confirm", "{\"code\":\"" + code + "\"}");
    if (reply.status() == 200) {
      ann = edge.as(token(reply));
      recovery = new ArrayList<>();
      reply.json().path("recoveryCodes").forEach(each -> recovery.add(each.asText()));
    }
    return reply;
  }

  private void setUp() {
    begin();
    assertThat(confirm(code(-1)).status()).isEqualTo(200);
  }

  private Reply logIn(String code) {
    return edge.asNobody()
        .post(
            "/api/v1/auth/login",
            "{\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                .formatted(ANN, PASSWORD, code));
  }

  private static byte[] base32(String text) {
    BigInteger value = BigInteger.ZERO;
    for (char c : text.toCharArray()) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(c)));
    }
    byte[] bytes = new byte[Totp.SECRET_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = value.shiftRight(8 * (bytes.length - 1 - i)).byteValue();
    }
    assertThat(Base32.encode(bytes)).isEqualTo(text);
    return bytes;
  }

  @Test
  void a_code_app_is_set_up_by_a_picture_and_a_first_code() {
    JsonNode shown = begin().json();
    assertThat(shown.path("uri").asText())
        .isEqualTo(
            "otpauth://totp/QuotaHit:ann%40example.com?secret="
                + shown.path("secret").asText()
                + "&issuer=QuotaHit");
    assertThat(shown.path("qrSvg").asText()).startsWith("<svg ");
    assertThat(confirm("000000").status()).isIn(401);
    assertThat(ann.get("/api/v1/me").json().at("/secondFactor/totp").asBoolean()).isFalse();
    Reply done = confirm(code(0));
    assertThat(done.status()).isEqualTo(200);
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
    JsonNode me = ann.get("/api/v1/me").json();
    assertThat(me.at("/secondFactor/totp").asBoolean()).isTrue();
    assertThat(me.at("/secondFactor/recoveryCodesLeft").asInt()).isEqualTo(10);
    assertThat(world.letters(ANN, "SignInChanged")).hasSize(1);
  }

  @Test
  void a_password_alone_opens_no_more_and_says_how_to_go_on() {
    setUp();
    Reply half = edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD));
    assertThat(half.status()).isEqualTo(401);
    assertThat(half.code()).isEqualTo("second-factor-required");
    assertThat(half.json().path("methods").toString()).isEqualTo("[\"totp\",\"recovery\"]");
    assertThat(half.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(logIn(code(0)).status()).isEqualTo(200);
  }

  @Test
  void whoever_does_not_know_the_password_is_not_told_of_a_second_factor() {
    setUp();
    Reply wrong = edge.asNobody().post("/api/v1/auth/login", login(ANN, "a wrong guess 1"));
    assertThat(wrong.code()).isEqualTo("workspace.wrong-credentials");
    assertThat(wrong.json().path("methods").isNull()).isTrue();
  }

  @Test
  void a_code_opens_once_however_many_come_with_it_at_the_same_time() {
    setUp();
    String code = code(1);
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(ANN, PASSWORD, code);
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(edge.asNobody().sendLater("POST", "/api/v1/auth/login", body));
    }
    List<Integer> statuses = all.stream().map(CompletableFuture::join).map(Reply::status).toList();
    assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
    assertThat(logIn(code).status()).isEqualTo(401);
  }

  @Test
  void the_code_that_set_the_app_up_does_not_open_as_well() {
    begin();
    String first = code(0);
    confirm(first);
    assertThat(logIn(first).status()).isEqualTo(401);
    assertThat(logIn(code(1)).status()).isEqualTo(200);
  }

  @Test
  void codes_of_earlier_steps_end_with_a_later_one() {
    setUp();
    assertThat(logIn(code(1)).status()).isEqualTo(200);
    assertThat(logIn(code(0)).status()).isEqualTo(401);
  }

  @Test
  void guessing_at_codes_is_as_slow_as_guessing_at_passwords() {
    setUp();
    Reply last = null;
    for (int i = 0; i < 8; i++) {
      last = logIn("00000" + i);
    }
    assertThat(last.status()).isEqualTo(429);
  }

  @Test
  void each_recovery_code_opens_once() {
    setUp();
    assertThat(logIn(recovery.get(0)).status()).isEqualTo(200);
    assertThat(logIn(recovery.get(0)).status()).isEqualTo(401);
    Reply typed = logIn(recovery.get(1).toUpperCase(java.util.Locale.ROOT).replace("-", " "));
    assertThat(typed.status()).isEqualTo(200);
    assertThat(typed.json().at("/secondFactor/recoveryCodesLeft").asInt()).isEqualTo(8);
  }

  @Test
  void new_recovery_codes_end_the_old_ones() {
    setUp();
    Reply made = ann.post("/api/v1/auth/recovery-codes", "");
    assertThat(made.json().path("recoveryCodes")).hasSize(10);
    assertThat(logIn(recovery.get(0)).status()).isEqualTo(401);
    assertThat(logIn(made.json().at("/recoveryCodes/0").asText()).status()).isEqualTo(200);
  }

  @Test
  void there_are_no_recovery_codes_without_something_to_recover() {
    assertThat(ann.post("/api/v1/auth/recovery-codes", "").code())
        .isEqualTo("workspace.no-second-factor");
  }

  @Test
  void an_app_that_is_taken_away_is_asked_for_no_more() {
    setUp();
    assertThat(ann.delete("/api/v1/auth/totp").status()).isEqualTo(204);
    assertThat(edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD)).status())
        .isEqualTo(200);
    assertThat(ann.delete("/api/v1/auth/totp").status()).isEqualTo(404);
    assertThat(ann.get("/api/v1/me").json().at("/secondFactor/recoveryCodesLeft").asInt()).isZero();
  }

  @Test
  void a_new_password_by_letter_does_not_open_past_the_second_factor() {
    setUp();
    edge.asNobody().post("/api/v1/auth/password/forgot", "{\"email\":\"" + ANN + "\"}");
    await().until(() -> !world.letters(ANN, "ResetPassword").isEmpty());
    String link = world.letters(ANN, "ResetPassword").getFirst().at("/template/token").asText();
    edge.asNobody()
        .post(
            "/api/v1/auth/password/reset",
            "{\"token\":\"%s\",\"password\":\"seventeen quiet lanterns\"}".formatted(link));
    Reply half = edge.asNobody().post("/api/v1/auth/login", login(ANN, "seventeen quiet lanterns"));
    assertThat(half.code()).isEqualTo("second-factor-required");
  }

  @Test
  void repeating_the_registration_opens_no_more_than_a_sign_in() {
    String body = registration("bob@example.com");
    String bob =
        token(edge.asNobody().post("/api/v1/auth/register", body, "Idempotency-Key", "k1"));
    ann = edge.as(bob);
    setUp();
    Reply again = edge.asNobody().post("/api/v1/auth/register", body, "Idempotency-Key", "k1");
    assertThat(again.code()).isEqualTo("second-factor-required");
  }

  @Test
  void what_was_done_long_after_signing_in_asks_for_a_confirmation_first() {
    setUp();
    world.elevenMinutesPassForTheDoor();
    for (String path : List.of("/auth/totp", "/auth/recovery-codes", "/auth/passkeys/options")) {
      assertThat(ann.post("/api/v1" + path, "").code()).isEqualTo("recent-sign-in-required");
    }
    assertThat(ann.post("/api/v1/auth/confirm", "{\"password\":\"" + PASSWORD + "\"}").code())
        .as("a password may be what was stolen")
        .isEqualTo("second-factor-required");
    assertThat(ann.post("/api/v1/auth/confirm", "{\"code\":\"000000\"}").status()).isEqualTo(401);
    Reply confirmed = ann.post("/api/v1/auth/confirm", "{\"code\":\"" + code(0) + "\"}");
    assertThat(confirmed.status()).isEqualTo(204);
    assertThat(ann.get("/api/v1/me").status()).as("the old secret").isEqualTo(401);
    ann = edge.as(token(confirmed));
    assertThat(ann.post("/api/v1/auth/recovery-codes", "").status()).isEqualTo(200);
  }

  @Test
  void without_a_second_factor_the_password_confirms_and_guessing_it_is_slow() {
    world.elevenMinutesPassForTheDoor();
    assertThat(ann.post("/api/v1/auth/totp", "").code()).isEqualTo("recent-sign-in-required");
    Reply confirmed = ann.post("/api/v1/auth/confirm", "{\"password\":\"" + PASSWORD + "\"}");
    assertThat(confirmed.status()).isEqualTo(204);
    ann = edge.as(token(confirmed));
    Reply last = null;
    for (int i = 0; i < 7; i++) {
      last = ann.post("/api/v1/auth/confirm", "{\"password\":\"a wrong guess " + i + "\"}");
    }
    assertThat(last.status()).isEqualTo(429);
  }

  @Test
  void the_secret_lies_sealed_in_the_database_and_opens_in_no_other_row() {
    JsonNode shown = begin().json();
    confirm(code(0));
    String dump =
        world
            .db
            .database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        SELECT string_agg(x, ' ') FROM (
                          SELECT t::text AS x FROM totp t
                          UNION ALL SELECT r::text FROM recovery_code r) all_rows
                        """)
                    .mapTo(String.class)
                    .one());
    assertThat(dump)
        .doesNotContain(shown.path("secret").asText())
        .doesNotContain(java.util.HexFormat.of().formatHex(secret));
    recovery.forEach(each -> assertThat(dump).doesNotContain(each.replace("-", "")));
    edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    world
        .db
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE totp SET user_id ="
                    + " (SELECT user_id FROM account WHERE email = 'bob@example.com')"));
    Reply bob =
        edge.asNobody()
            .post(
                "/api/v1/auth/login",
                "{\"email\":\"bob@example.com\",\"password\":\"%s\",\"code\":\"%s\"}"
                    .formatted(PASSWORD, code(1)));
    assertThat(bob.status()).as("a row that was moved opens nothing").isEqualTo(500);
  }

  @Test
  void where_admins_must_have_one_a_session_without_it_is_no_admins() {
    var strict =
        world.sessionsOfAnotherNode(
            new SessionSettings(
                Duration.ofHours(12), Duration.ofDays(30), Duration.ofSeconds(30), 1000, true));
    String password = token(edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD)));
    assertThat(admin(world.sessions, password)).isTrue();
    assertThat(admin(strict, password)).isFalse();
    setUp();
    assertThat(admin(strict, token(logIn(code(1))))).isTrue();
  }

  private static boolean admin(LiveSessions sessions, String token) {
    return sessions.find(token).toCompletableFuture().join().orElseThrow().platformAdmin();
  }
}

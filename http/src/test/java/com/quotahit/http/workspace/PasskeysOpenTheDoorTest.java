package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class PasskeysOpenTheDoorTest {

  private static final String ANN = "ann@example.com";
  private static final String PASSWORD = "correct horse battery staple 7";

  private final SoftwareAuthenticator phone =
      new SoftwareAuthenticator("http://localhost:8080", "localhost");
  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private Client ann;

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

  private Reply add(SoftwareAuthenticator device, String label) {
    JsonNode question = ann.post("/api/v1/auth/passkeys/options", "").json().path("publicKey");
    return add(label, device.create(question));
  }

  private Reply add(String label, String credential) {
    Reply added =
        ann.post(
            "/api/v1/auth/passkeys",
            "{\"label\":\"%s\",\"credential\":%s}".formatted(label, credential));
    if (added.status() == 201) {
      ann = edge.as(token(added));
    }
    return added;
  }

  private JsonNode question() {
    return edge.asNobody().post("/api/v1/auth/passkeys/login/options", "").json().path("publicKey");
  }

  private Reply signIn(String credential) {
    return edge.asNobody()
        .post("/api/v1/auth/passkeys/login", "{\"credential\":" + credential + "}");
  }

  @Test
  void a_device_that_was_added_signs_its_person_in_without_a_name_or_a_password() {
    Reply added = add(phone, "Ann's phone");
    assertThat(added.status()).isEqualTo(201);
    Reply in = signIn(phone.get(question()));
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.json().at("/user/email").asText()).isEqualTo(ANN);
    assertThat(in.json().at("/secondFactor/passkeys").asInt()).isEqualTo(1);
    assertThat(edge.as(token(in)).get("/api/v1/me").status()).isEqualTo(200);
    JsonNode mine = ann.get("/api/v1/auth/passkeys").json().at("/items/0");
    assertThat(mine.path("label").asText()).isEqualTo("Ann's phone");
    assertThat(mine.path("lastUsedAt").isNull()).isFalse();
  }

  @Test
  void a_suspended_person_is_refused_as_if_nobody_knew_the_device() {
    add(phone, "Phone");
    world
        .db
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE account SET suspended_at = now(), suspended_reason = 'unpaid bills'"
                    + " WHERE email = ?",
                ANN));
    Reply in = signIn(phone.get(question()));
    assertThat(in.status()).isEqualTo(401);
    assertThat(in.code()).isEqualTo("workspace.passkey-refused");
    assertThat(in.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  void what_is_asked_is_a_discoverable_key_of_a_device_that_makes_sure_of_its_person() {
    JsonNode made = ann.post("/api/v1/auth/passkeys/options", "").json().path("publicKey");
    assertThat(made.at("/rp/id").asText()).isEqualTo("localhost");
    assertThat(made.at("/authenticatorSelection/residentKey").asText()).isEqualTo("required");
    assertThat(made.at("/authenticatorSelection/userVerification").asText()).isEqualTo("required");
    assertThat(made.at("/user/id").asText()).isNotEmpty();
    JsonNode asked = question();
    assertThat(asked.path("userVerification").asText()).isEqualTo("required");
    assertThat(asked.path("allowCredentials").size()).as("names nobody's keys").isZero();
  }

  @Test
  void a_device_has_one_passkey_here_and_a_person_may_have_several_devices() {
    add(phone, "Phone");
    JsonNode again = ann.post("/api/v1/auth/passkeys/options", "").json().path("publicKey");
    assertThat(again.path("excludeCredentials")).hasSize(1);
    SoftwareAuthenticator key = new SoftwareAuthenticator("http://localhost:8080", "localhost");
    assertThat(add(key, "Key").json().path("recoveryCodes")).isEmpty();
    assertThat(signIn(key.get(question())).status()).isEqualTo(200);
    assertThat(signIn(phone.get(question())).status()).isEqualTo(200);
    assertThat(ann.get("/api/v1/auth/passkeys").json().path("items")).hasSize(2);
  }

  @Test
  void an_answer_is_good_once_and_for_five_minutes() {
    add(phone, "Phone");
    String answer = phone.get(question());
    assertThat(signIn(answer).status()).isEqualTo(200);
    assertThat(signIn(answer).status()).isEqualTo(401);
    String late = phone.get(question());
    world.later = Duration.ofMinutes(6);
    assertThat(signIn(late).status()).isEqualTo(401);
  }

  @Test
  void an_answer_to_a_question_that_nobody_asked_is_none() {
    add(phone, "Phone");
    assertThat(signIn(phone.get("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).status())
        .isEqualTo(401);
    assertThat(signIn("{}").status()).isEqualTo(401);
    assertThat(signIn("\"nonsense\"").status()).isEqualTo(401);
  }

  @Test
  void a_page_of_another_origin_or_for_another_name_gets_nowhere() {
    add(phone, "Phone");
    phone.origin = "http://evil.example";
    assertThat(signIn(phone.get(question())).status()).isEqualTo(401);
    phone.origin = "http://localhost:8080";
    phone.rpId = "evil.example";
    assertThat(signIn(phone.get(question())).status()).isEqualTo(401);
  }

  @Test
  void a_device_that_did_not_make_sure_of_its_person_gets_nowhere() {
    add(phone, "Phone");
    phone.unverified();
    assertThat(signIn(phone.get(question())).status()).isEqualTo(401);
    SoftwareAuthenticator lax = new SoftwareAuthenticator("http://localhost:8080", "localhost");
    lax.unverified();
    assertThat(add(lax, "Lax").status()).isEqualTo(422);
  }

  @Test
  void a_key_whose_count_does_not_grow_may_be_a_copy_and_gets_nowhere() {
    phone.count = 5;
    add(phone, "Phone");
    assertThat(signIn(phone.get(question())).status()).isEqualTo(200);
    phone.countStep = 0;
    assertThat(signIn(phone.get(question())).status()).isEqualTo(401);
    phone.countStep = -3;
    assertThat(signIn(phone.get(question())).status()).isEqualTo(401);
    assertThat(world.written("sign-in.refused"))
        .containsExactly("{\"wrong\": \"passkey\"}", "{\"wrong\": \"passkey\"}");
  }

  @Test
  void a_device_that_does_not_count_at_all_is_taken_all_the_same() {
    phone.countStep = 0;
    add(phone, "Phone");
    assertThat(signIn(phone.get(question())).status()).isEqualTo(200);
    assertThat(signIn(phone.get(question())).status()).isEqualTo(200);
  }

  @Test
  void a_key_of_another_device_under_the_same_name_gets_nowhere() {
    add(phone, "Phone");
    SoftwareAuthenticator other = new SoftwareAuthenticator("http://localhost:8080", "localhost");
    assertThat(signIn(other.get(question())).status()).isEqualTo(401);
  }

  @Test
  void somebody_elses_question_cannot_be_answered_for_ones_own_account() {
    Client bob =
        edge.as(
            token(edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"))));
    JsonNode bobs = bob.post("/api/v1/auth/passkeys/options", "").json().path("publicKey");
    assertThat(add("Bob's", phone.create(bobs)).status()).isEqualTo(422);
  }

  @Test
  void the_first_second_factor_comes_with_recovery_codes_and_a_password_alone_opens_no_more() {
    JsonNode codes = add(phone, "Phone").json().path("recoveryCodes");
    assertThat(codes).hasSize(10);
    Reply password = edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD));
    assertThat(password.status()).isEqualTo(401);
    assertThat(password.code()).isEqualTo("second-factor-required");
    assertThat(password.json().path("methods").toString()).isEqualTo("[\"passkey\",\"recovery\"]");
  }

  @Test
  void a_passkey_that_was_taken_away_opens_nothing_and_leaves_no_codes_behind() {
    add(phone, "Phone");
    String id = ann.get("/api/v1/auth/passkeys").json().at("/items/0/id").asText();
    assertThat(ann.delete("/api/v1/auth/passkeys/" + id).status()).isEqualTo(204);
    assertThat(signIn(phone.get(question())).status()).isEqualTo(401);
    JsonNode left = ann.get("/api/v1/me").json().path("secondFactor");
    assertThat(left.path("recoveryCodesLeft").asInt()).isZero();
    assertThat(world.letters(ANN, "SignInChanged")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void a_passkey_confirms_who_sits_there() {
    add(phone, "Phone");
    world.elevenMinutesPassForTheDoor();
    assertThat(ann.post("/api/v1/auth/passkeys/options", "").code())
        .isEqualTo("recent-sign-in-required");
    Reply confirmed =
        ann.post("/api/v1/auth/confirm", "{\"credential\":" + phone.get(question()) + "}");
    assertThat(confirmed.status()).isEqualTo(204);
    ann = edge.as(token(confirmed));
    assertThat(ann.post("/api/v1/auth/passkeys/options", "").status()).isEqualTo(200);
  }
}

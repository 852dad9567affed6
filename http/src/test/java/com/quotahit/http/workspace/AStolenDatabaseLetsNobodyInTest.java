package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every secret that lets somebody in is given out once, and then every row of every table is looked
 * through for it: as it is, in base 64 and in hexadecimal digits.
 */
@Tag("route")
class AStolenDatabaseLetsNobodyInTest {

  private static final String ANN = "ann@example.com";
  private static final String API = "/api/v1";

  private final AccountsUnderTest world = new AccountsUnderTest();
  private final Map<String, String> secrets = new TreeMap<>();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void none_of_what_was_handed_out_is_in_it() {
    Reply registered = world.edge.asNobody().post(API + "/auth/register", registration(ANN));
    secrets.put("session", token(registered));
    registered.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("qh_device="))
        .forEach(cookie -> secrets.put("device", cookie.split("[=;]")[1]));
    EdgeUnderTest.Client ann = world.edge.as(token(registered));
    secrets.put("link that proves an address", link(ANN, "VerifyAddress"));
    world.proveAddresses();
    ann.post(API + "/workspace/invitations", "{\"email\":\"bob@example.com\",\"role\":\"rep\"}");
    secrets.put("invitation", link("bob@example.com", "Invitation"));
    world.edge.asNobody().post(API + "/auth/password/forgot", "{\"email\":\"" + ANN + "\"}");
    await().until(() -> !world.letters(ANN, "ResetPassword").isEmpty());
    secrets.put("link to a new password", link(ANN, "ResetPassword"));
    secrets.put(
        "partner's key",
        ann.post(API + "/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"findings.read\"]}")
            .json()
            .path("key")
            .asText());
    secrets.put("code app", ann.post(API + "/auth/totp", "").json().path("secret").asText());
    secrets.put("password", "correct horse battery staple 7");
    assertThat(secrets)
        .hasSize(8)
        .allSatisfy((_, secret) -> assertThat(secret).hasSizeGreaterThan(15));

    String stolen = world.db.everyRow("outbox", "one_time_token", "event_journal");
    assertThat(stolen).contains(ANN, "mail.send");
    List<String> found = new ArrayList<>();
    secrets.forEach((what, secret) -> {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      for (String form :
          List.of(
              secret,
              Base64.getEncoder().withoutPadding().encodeToString(bytes),
              HexFormat.of().formatHex(bytes))) {
        if (stolen.contains(form)) {
          found.add(what);
        }
      }
    });
    assertThat(found).isEmpty();
  }

  private String link(String to, String template) {
    List<JsonNode> letters = world.letters(to, template);
    return letters.getLast().at("/template/token").asText();
  }
}

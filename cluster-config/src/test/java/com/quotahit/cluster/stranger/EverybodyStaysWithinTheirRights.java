package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.cluster.stranger.ApiClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product as it runs, asked at every endpoint of its own description by everybody who must not:
 * nobody, the owner of another workspace, each lower role, a partner's key without the scope, and a
 * platform admin in somebody's name. Ann owns North Wind with a record of every kind; Bob owns
 * another workspace; Root runs the installation.
 */
@Tag("weather")
class EverybodyStaysWithinTheirRights {

  private static final String API = "/api/v1";
  private static final List<String> ROLES =
      List.of("admin", "manager", "rep", "compliance_reviewer", "viewer");

  /** A way out stays open to those who only look. */
  private static final Set<String> EVEN_WHILE_IMPERSONATING =
      Set.of("DELETE /admin/impersonations/current", "POST /auth/logout");

  /** What stands in a gap is no record: a provider, a model, a switch, a secret of its own. */
  private static final Set<String> NO_RECORDS =
      Set.of("/user-keys/", "/invitations/", "/billing/", "/webhooks/", "/auth/sso");

  private record Endpoint(String method, String path, JsonNode operation) {

    String permission() {
      return operation.path("x-permission").asText();
    }

    boolean safe() {
      return method.equals("GET");
    }

    boolean streams() {
      return operation.toString().contains("text/event-stream");
    }

    String line() {
      return method + " " + path;
    }
  }

  @TempDir static Path data;

  private static RunningNode node;
  private static ApiClient root;
  private static ApiClient ann;
  private static ApiClient bob;
  private static final Map<String, ApiClient> MEMBERS = new LinkedHashMap<>();
  private static final Map<String, String> RECORDS = new TreeMap<>();
  private static final Set<String> SECRETS = new TreeSet<>();
  private static final List<Endpoint> ENDPOINTS = new ArrayList<>();
  private static String annId;

  @BeforeAll
  static void everybody_is_there() {
    node =
        RunningNode.start(data, RunningNode.Ports.free(), Map.of("QUOTAHIT_VOICE", "off"))
            .awaitReady(Duration.ofSeconds(90));
    root = person("root@example.com");
    ann = person("ann@example.com");
    bob = person("bob@example.com");
    Colleagues colleagues = new Colleagues(node.base(), root, ann).proven("ann@example.com");
    for (String role : ROLES) {
      MEMBERS.put(role, colleagues.joins(role + "@north.example", role));
    }
    ann_has_a_record_of_every_kind();
    JsonNode description = root.get(API + "/openapi.json").body();
    description
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    ENDPOINTS.add(
                        new Endpoint(
                            operation.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            operation.getValue()))));
  }

  @AfterAll
  static void close() {
    node.close();
  }

  private static ApiClient person(String email) {
    ApiClient client = new ApiClient(node.base());
    assertThat(client.register(email).status()).isEqualTo(201);
    return client;
  }

  private static void ann_has_a_record_of_every_kind() {
    JsonNode me = ann.get(API + "/me").body();
    annId = me.at("/user/id").asText();
    SECRETS.add(me.at("/workspace/id").asText());
    SECRETS.add("ann@example.com");
    record("/workspace/members/", annId);
    record("/practice/sessions/", Sessions.openText(ann, 7).path("id").asText());
    record(
        "/workspace/teams/",
        made("/workspace/teams", "{\"name\":\"Inside sales\"}").path("id").asText());
    record(
        "/workspace/invitations/",
        made("/workspace/invitations", "{\"email\":\"dan@north.example\",\"role\":\"rep\"}")
            .path("id")
            .asText());
    record(
        "/api-keys/",
        made("/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"findings.read\"]}")
            .path("id")
            .asText());
    ApiClient elsewhere = new ApiClient(node.base());
    elsewhere.post(
        API + "/auth/login",
        "{\"email\":\"ann@example.com\",\"password\":\"%s\"}".formatted(Colleagues.PASSWORD));
    ann.get(API + "/auth/sessions")
        .body()
        .path("items")
        .forEach(item -> {
          SECRETS.add(item.path("id").asText());
          if (!item.path("current").asBoolean()) {
            RECORDS.put("/auth/sessions/", item.path("id").asText());
          }
        });
  }

  private static JsonNode made(String path, String body) {
    Answer answer = ann.post(API + path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body();
  }

  private static void record(String path, String id) {
    RECORDS.put(path, id);
    SECRETS.add(id);
  }

  private static String filled(Endpoint endpoint) {
    String path = endpoint.path;
    int gap = path.indexOf('{');
    if (gap >= 0) {
      String id = RECORDS.getOrDefault(path.substring(0, gap), "unknown");
      path = path.replaceFirst("\\{[^}]*}", id).replaceAll("\\{[^}]*}", "unknown");
    }
    return API + path;
  }

  private static Answer ask(ApiClient who, Endpoint endpoint, String... headers) {
    String body = endpoint.operation.has("requestBody") ? "{}" : "";
    return who.call(endpoint.method, filled(endpoint), body, headers);
  }

  private static List<Endpoint> closed() {
    return ENDPOINTS.stream().filter(e -> !e.permission().equals("open")).toList();
  }

  private static void expect(
      List<String> violations, Endpoint endpoint, String who, Answer answer, Set<Integer> fine) {
    if (!fine.contains(answer.status())) {
      violations.add(
          "%s gave %s a %d instead of %s".formatted(endpoint.line(), who, answer.status(), fine));
    }
  }

  @Test
  void every_endpoint_says_who_may_use_it() {
    assertThat(ENDPOINTS).hasSizeGreaterThan(100);
    assertThat(ENDPOINTS).allMatch(endpoint -> !endpoint.permission().isEmpty());
    System.out.println(ENDPOINTS.size() + " endpoints");
  }

  @Test
  void nobody_gets_in() {
    List<String> violations = new ArrayList<>();
    for (Endpoint endpoint : closed()) {
      ApiClient nobody = new ApiClient(node.base());
      expect(violations, endpoint, "nobody", ask(nobody, endpoint), Set.of(401));
      expect(
          violations,
          endpoint,
          "a made-up key",
          ask(nobody, endpoint, "Authorization", "Bearer qh_live_" + "0".repeat(49)),
          Set.of(401));
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void each_role_does_what_it_holds_and_no_more() {
    List<String> violations = new ArrayList<>();
    MEMBERS.forEach((role, member) -> {
      Set<String> held = new TreeSet<>();
      member.get(API + "/me").body().path("permissions").forEach(p -> held.add(p.asText()));
      assertThat(held).as(role).isNotEmpty();
      for (Endpoint endpoint : closed()) {
        String needed = endpoint.permission();
        if (!needed.equals("signed-in") && !held.contains(needed)) {
          expect(violations, endpoint, role, ask(member, endpoint), Set.of(403));
        }
      }
    });
    assertThat(violations).isEmpty();
  }

  @Test
  void a_key_opens_its_scopes_alone() {
    String key =
        made("/api-keys", "{\"name\":\"Narrow\",\"scopes\":[\"findings.read\"]}")
            .path("key")
            .asText();
    List<String> violations = new ArrayList<>();
    ApiClient robot = new ApiClient(node.base());
    for (Endpoint endpoint : closed()) {
      if (!endpoint.permission().equals("findings.read")) {
        expect(
            violations,
            endpoint,
            "a key without the scope",
            ask(robot, endpoint, "Authorization", "Bearer " + key),
            Set.of(403));
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void another_workspace_finds_nothing_and_hears_nothing() {
    List<String> violations = new ArrayList<>();
    int asked = 0;
    for (Endpoint endpoint : closed()) {
      boolean record = endpoint.path.contains("{");
      boolean platform = endpoint.permission().equals("platform-admin");
      if (endpoint.streams() || !record && !endpoint.safe()) {
        continue;
      }
      Answer answer = ask(bob, endpoint);
      asked++;
      if (platform) {
        expect(violations, endpoint, "another owner", answer, Set.of(403));
      } else if (record && NO_RECORDS.stream().noneMatch(endpoint.path::startsWith)) {
        expect(
            violations,
            endpoint,
            "another owner",
            answer,
            endpoint.operation.has("requestBody") ? Set.of(400, 404) : Set.of(404));
        boolean known = RECORDS.keySet().stream().anyMatch(endpoint.path::startsWith);
        if (!known && !UNMADE.contains(endpoint.path)) {
          violations.add(endpoint.line() + " is about a record of which this test has none");
        }
      }
      for (String secret : SECRETS) {
        if (answer.body().toString().contains(secret)) {
          violations.add(endpoint.line() + " told another owner of " + secret);
        }
      }
    }
    System.out.println(asked + " requests of another owner");
    assertThat(violations).isEmpty();
  }

  /**
   * Records that only time or somebody else makes; that they are not found is asked all the same.
   */
  private static final Set<String> UNMADE =
      Set.of(
          "/auth/passkeys/{id}",
          "/practice/contexts/{id}",
          "/notifications/channels/{id}",
          "/usage/{id}",
          "/workspace/impersonation-requests/{id}");

  @Test
  void in_somebodys_name_one_looks_and_does_not_touch() {
    ApiClient acting = new ApiClient(node.base());
    acting.post(
        API + "/auth/login",
        "{\"email\":\"root@example.com\",\"password\":\"%s\"}".formatted(Colleagues.PASSWORD));
    Answer begun =
        acting.post(
            API + "/admin/impersonations",
            "{\"userId\":\"%s\",\"reason\":\"Looking into ticket 4711\"}".formatted(annId));
    assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
    assertThat(acting.get(API + "/me").body().at("/user/id").asText()).isEqualTo(annId);
    List<String> violations = new ArrayList<>();
    for (Endpoint endpoint : closed()) {
      if (!endpoint.safe() && !EVEN_WHILE_IMPERSONATING.contains(endpoint.line())) {
        Answer answer = ask(acting, endpoint);
        expect(violations, endpoint, "an impersonation", answer, Set.of(403));
      }
    }
    for (String path : List.of("/api-keys", "/audit/export?format=csv", "/admin/users")) {
      assertThat(acting.get(API + path).status()).as(path).isEqualTo(403);
    }
    assertThat(violations).isEmpty();
  }
}

package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class PartnersComeInWithAKeyTest {

  private static final String KEYS = "/api/v1/api-keys";
  private static final String MEMBERS = "/api/v1/workspace/members";
  private static final String TEAMS = "/api/v1/workspace/teams";

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private String session;
  private Client ann;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    edge = world.edge;
    session = token(edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com")));
    ann = edge.as(session);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Reply make(String... scopes) {
    String list = Stream.of(scopes).map(s -> "\"" + s + "\"").toList().toString();
    return ann.post(KEYS, "{\"name\":\"Their robot\",\"scopes\":" + list + "}");
  }

  private static String key(Reply made) {
    return made.json().path("key").asText();
  }

  @Test
  void a_key_is_shown_once_and_kept_as_a_hash() {
    Reply made = make("members.read");
    assertThat(made.status()).isEqualTo(201);
    String key = key(made);
    assertThat(key).matches("qh_live_[0-9A-Za-z]{49}");
    JsonNode item = ann.get(KEYS).json().at("/items/0");
    assertThat(item.path("prefix").asText()).isEqualTo(key.substring(0, 12));
    assertThat(item.path("last4").asText()).isEqualTo(key.substring(key.length() - 4));
    assertThat(item.path("state").asText()).isEqualTo("active");
    assertThat(ann.get(KEYS).text()).doesNotContain(key);
    String kept =
        world
            .db
            .database()
            .tenants()
            .acrossWorkspaces(handle ->
                handle.createQuery("SELECT k::text FROM api_key k").mapTo(String.class).one());
    assertThat(kept).doesNotContain(key.substring(12));
  }

  @Test
  void it_opens_what_its_scopes_say_and_needs_no_proof_of_our_own_pages() {
    Client robot = edge.as(key(make("members.read", "members.manage")));
    assertThat(robot.get(MEMBERS).json().path("items")).hasSize(1);
    Reply team = robot.post(TEAMS, "{\"name\":\"Inside sales\"}", "Sec-Fetch-Site", "cross-site");
    assertThat(team.status()).isEqualTo(201);
    assertThat(robot.send("PUT", "/api/v1/workspace/recording", "{}").status()).isEqualTo(403);
    Client reader = edge.as(key(make("members.read")));
    assertThat(reader.get(MEMBERS).status()).isEqualTo(200);
    assertThat(reader.post(TEAMS, "{\"name\":\"Outside sales\"}").status()).isEqualTo(403);
  }

  @Test
  void it_is_no_person() {
    Client robot = edge.as(key(make("members.read")));
    for (String path : new String[] {"/me", "/auth/sessions", "/workspace/roles", "/api-keys"}) {
      assertThat(robot.get("/api/v1" + path).status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void nobody_gives_it_more_than_they_have_and_some_things_only_people_may() {
    for (String scope : new String[] {"keys.manage", "billing.manage", "ownership.transfer"}) {
      Reply refused = make("members.read", scope);
      assertThat(refused.status()).as(scope).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("scopes[1]");
    }
    assertThat(make().status()).isEqualTo(400);
    assertThat(make("no.such").json().at("/errors/0/code").asText()).isEqualTo("unknown");
  }

  @Test
  void it_cannot_make_anybody_more_than_itself() {
    Client robot = edge.as(key(make("members.read", "members.manage")));
    String me = ann.get("/api/v1/me").json().at("/user/id").asText();
    Reply refused = robot.send("PATCH", MEMBERS + "/" + me, "{\"role\":\"viewer\"}");
    assertThat(refused.code()).isEqualTo("workspace.beyond-your-rights");
  }

  @Test
  void revoked_it_is_dead_on_every_node_at_once() {
    Reply made = make("members.read");
    Client robot = edge.as(key(made));
    PeopleUnderTest elsewhere =
        new PeopleUnderTest(
            world.db.database(), world.entities, world.notices, world.sessions, world::now);
    assertThat(robot.get(MEMBERS).status()).isEqualTo(200);
    assertThat(elsewhere.keys.find(key(made)).toCompletableFuture().join()).isPresent();
    String id = made.json().path("id").asText();
    assertThat(ann.delete(KEYS + "/" + id).status()).isEqualTo(204);
    assertThat(elsewhere.keys.find(key(made)).toCompletableFuture().join()).isEmpty();
    assertThat(robot.get(MEMBERS).status()).isEqualTo(401);
    assertThat(ann.get(KEYS).json().at("/items/0/state").asText()).isEqualTo("revoked");
    assertThat(ann.delete(KEYS + "/key_" + "0".repeat(26)).status()).isEqualTo(404);
  }

  @Test
  void it_ends_after_a_year_when_nothing_else_is_said() {
    Client robot = edge.as(key(make("members.read")));
    world.later = Duration.ofDays(364);
    assertThat(robot.get(MEMBERS).status()).isEqualTo(200);
    world.later = Duration.ofDays(366);
    assertThat(robot.get(MEMBERS).status()).isEqualTo(401);
  }

  @Test
  void a_session_is_no_key_and_a_key_no_session() {
    String key = key(make("members.read"));
    Client nobody = edge.asNobody();
    assertThat(nobody.get(MEMBERS, "Authorization", "Bearer " + session).status()).isEqualTo(401);
    assertThat(nobody.get(MEMBERS, "Cookie", "qh_session=" + key).status()).isEqualTo(401);
    assertThat(nobody.get(MEMBERS, "Authorization", "Bearer " + key).status()).isEqualTo(200);
    char last = key.charAt(key.length() - 1) == 'a' ? 'b' : 'a';
    String mistyped = key.substring(0, key.length() - 1) + last;
    assertThat(nobody.get(MEMBERS, "Authorization", "Bearer " + mistyped).status()).isEqualTo(401);
    assertThat(
            nobody
                .get(MEMBERS, "Authorization", "Basic " + key, "Cookie", "qh_session=" + session)
                .status())
        .isEqualTo(401);
  }

  @Test
  void too_many_requests_are_turned_away_with_when_to_come_back() {
    Client robot = edge.as(key(make("members.read")));
    Reply first = robot.get(MEMBERS);
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=600;w=60");
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("599");
    Reply reply = first;
    int admitted = 1;
    while (reply.status() == 200 && admitted < 700) {
      reply = robot.get(MEMBERS);
      admitted += reply.status() == 200 ? 1 : 0;
    }
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.code()).isEqualTo("request.too-many");
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(ann.get(MEMBERS).status()).isEqualTo(200);
    world.later = Duration.ofMinutes(1);
    assertThat(robot.get(MEMBERS).status()).isEqualTo(200);
  }

  @Test
  void reps_make_none() {
    Client rep = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.REP));
    assertThat(rep.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"members.read\"]}").status())
        .isEqualTo(403);
  }
}

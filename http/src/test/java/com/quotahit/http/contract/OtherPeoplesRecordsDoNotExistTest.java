package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AttemptsInMemory;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.Passkey;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.EndpointTable;
import com.quotahit.http.edge.LiveEvents;
import com.quotahit.http.edge.RecordMatrix;
import com.quotahit.http.notifications.NotificationsUnderTest;
import com.quotahit.http.practice.PracticeUnderTest;
import com.quotahit.http.workspace.InstallationEndpoints;
import com.quotahit.http.workspace.InstallationWire;
import com.quotahit.http.workspace.LiveEventTypes;
import com.quotahit.http.workspace.PeopleUnderTest;
import com.quotahit.http.workspace.RecordingTermsEndpoints;
import com.quotahit.http.workspace.SignInUnderTest;
import com.quotahit.persistence.workspace.ImpersonationTable;
import com.quotahit.persistence.workspace.PasskeyTable;
import com.quotahit.persistence.workspace.SessionTable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ann has an account, two devices, a session held and graded with its recording, and material of
 * her own, all on a real database. Everybody else asks for them, at every endpoint there is.
 */
@Tag("route")
class OtherPeoplesRecordsDoNotExistTest {

  private static final String BASE = "/api/v1/practice";
  private static final String PASSWORD = "correct horse battery staple 7";

  @TempDir Path directory;

  private PracticeUnderTest world;
  private EdgeUnderTest edge;
  private Client ann;
  private String token;
  private WorkspaceId home;
  private String session;
  private String material;
  private String device;
  private String me;
  private String team;
  private String key;
  private String invitation;
  private String passkey;
  private String channel;

  @BeforeEach
  void ann_has_worked_here() throws Exception {
    world = new PracticeUnderTest(directory, OtherPeoplesRecordsDoNotExistTest::workspace);
    edge = world.edge();
    Reply registered =
        edge.asNobody()
            .post(
                "/api/v1/auth/register",
                """
                {"email":"ann@example.com","password":"%s","name":"Ann Rep",
                 "workspaceName":"North Wind"}
                """
                    .formatted(PASSWORD));
    token = token(registered);
    ann = edge.as(token);
    home = new WorkspaceId(registered.json().at("/workspace/id").asText());
    edge.asNobody()
        .post(
            "/api/v1/auth/login",
            "{\"email\":\"ann@example.com\",\"password\":\"%s\"}".formatted(PASSWORD));
    session = world.scoredSession(ann, home);
    material =
        ann.post(BASE + "/contexts", "{\"url\":\"http://inside.example/\"}")
            .json()
            .path("id")
            .asText();
    device = otherDevice();
    me = registered.json().at("/user/id").asText();
    team =
        ann.post("/api/v1/workspace/teams", "{\"name\":\"Inside sales\"}")
            .json()
            .path("id")
            .asText();
    world
        .database()
        .database()
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE account SET email_verified_at = now()"));
    invitation =
        ann.post(
                "/api/v1/workspace/invitations",
                "{\"email\":\"cleo@example.com\",\"role\":\"rep\"}")
            .json()
            .path("id")
            .asText();
    key =
        ann.post("/api/v1/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"practice.read\"]}")
            .json()
            .path("id")
            .asText();
    channel =
        ann.post(
                "/api/v1/notifications/channels",
                "{\"kind\":\"webhook\",\"url\":\"https://hooks.example.com/x\"}")
            .json()
            .path("id")
            .asText();
    passkey = passkey(new UserId(me));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void every_endpoint_answers_others_as_if_there_were_nothing() {
    RecordMatrix matrix =
        new RecordMatrix(
            edge,
            new RecordMatrix.Belongings(
                token,
                home,
                Map.of(
                    "/practice/sessions/", session,
                    "/practice/contexts/", material,
                    "/auth/sessions/", device,
                    "/auth/passkeys/", passkey,
                    "/workspace/members/", me,
                    "/workspace/teams/", team,
                    "/workspace/invitations/", invitation,
                    "/api-keys/", key,
                    "/notifications/channels/", channel),
                Set.of(
                    "/workspace/members/",
                    "/workspace/teams/",
                    "/workspace/invitations/",
                    "/api-keys/",
                    "/notifications/channels/"),
                secrets()));
    assertThat(matrix.violations()).isEmpty();
    assertThat(matrix.unreachableByTheirOwner()).isEmpty();
    System.out.println(matrix.asked() + " requests for other people's records");
    assertThat(matrix.asked()).isGreaterThan(300);
  }

  /**
   * What stands on providers or the whole installation is asked of the product as it runs, by
   * {@code EverybodyStaysWithinTheirRights}.
   */
  private static final List<String> ASKED_AS_IT_RUNS =
      List.of(
          "admin-",
          "audit",
          "auth-sso",
          "billing-",
          "budgets",
          "models",
          "usage",
          "user-keys",
          "webhooks-",
          "workspace-impersonation",
          "workspace-sso");

  @Test
  void all_else_of_the_table_is_asked_here() {
    List<String> here = edge.table().endpoints().stream().map(Endpoint::operationId).toList();
    List<String> whole =
        new EndpointTable(WholeTable.endpoints())
            .endpoints().stream().map(Endpoint::operationId).toList();
    assertThat(whole).containsAll(here);
    assertThat(whole)
        .filteredOn(id -> !here.contains(id))
        .allMatch(id ->
            ASKED_AS_IT_RUNS.stream().anyMatch(id.substring(id.indexOf('-') + 1)::startsWith));
  }

  @Test
  void a_record_named_beside_the_path_does_not_exist_either() throws Exception {
    Client eve = edge.as(edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER));
    String hers = world.scoredSession(eve, EdgeUnderTest.SOUTH);
    String compared = BASE + "/sessions/" + hers + "/comparison?with=";
    assertThat(eve.get(compared + hers).status()).isEqualTo(200);
    assertThat(eve.get(compared + session).status()).isEqualTo(404);
    assertThat(eve.get(BASE + "/sessions/" + session + "/comparison?with=" + hers).status())
        .isEqualTo(404);
    JsonNode scenario = eve.get(BASE + "/scenarios").json().at("/items/0");
    Reply opened =
        eve.post(
            BASE + "/sessions",
            """
            {"mode":"text","personaId":"%s","scenarioId":"%s","focus":"discovery",
             "difficulty":"easy","contextIds":["%s"]}
            """
                .formatted(
                    scenario.at("/personaIds/0").asText(), scenario.path("id").asText(), material));
    assertThat(opened.status()).isEqualTo(400);
    assertThat(opened.json().at("/errors/0/field").asText()).isEqualTo("contextIds[0]");
    assertThat(eve.get(BASE + "/sessions").text()).contains(hers).doesNotContain(session);
    assertThat(ann.get(BASE + "/sessions").text()).contains(session).doesNotContain(hers);
    assertThat(ann.get(BASE + "/trends").text()).doesNotContain(hers);
  }

  private Set<String> secrets() {
    Set<String> secrets =
        new HashSet<>(
            Set.of(session, material, device, team, key, invitation, channel, "ann@example.com"));
    secrets.add(home.value());
    ann.get(BASE + "/sessions/" + session)
        .json()
        .path("turns")
        .forEach(turn -> secrets.add(turn.path("id").asText()));
    ann.get("/api/v1/auth/sessions")
        .json()
        .path("items")
        .forEach(item -> secrets.add(item.path("id").asText()));
    return secrets;
  }

  private String otherDevice() {
    for (JsonNode item : ann.get("/api/v1/auth/sessions").json().path("items")) {
      if (!item.path("current").asBoolean()) {
        return item.path("id").asText();
      }
    }
    throw new AssertionError("ann signed in twice");
  }

  private String passkey(UserId owner) {
    String id = "pk_" + "0".repeat(26);
    new PasskeyTable(world.database().database())
        .add(
            new Passkey(
                id,
                new byte[] {1},
                owner,
                new byte[] {2},
                0,
                "Ann's phone",
                Instant.now(),
                Optional.empty()));
    return id;
  }

  private static String token(Reply reply) {
    return reply.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("qh_session="))
        .map(cookie -> cookie.substring("qh_session=".length(), cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static PracticeUnderTest.Neighbours workspace(PracticeUnderTest.Ground ground) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    NoticePort notices = new NoticesInMemory();
    LiveSessions sessions =
        new LiveSessions(
            new SessionTable(ground.database().database()),
            EntitlementsPort.EVERYTHING,
            new ImpersonationTable(ground.database().database()),
            EdgeUnderTest.BLOCKING,
            notices,
            clock,
            new SessionSettings(
                Duration.ofHours(12), Duration.ofDays(30), Duration.ofSeconds(30), 1000),
            SignInUnderTest.SECRETS);
    PeopleUnderTest people =
        new PeopleUnderTest(
            ground.database().database(), ground.entities(), notices, sessions, clock);
    SignInUnderTest signIn =
        new SignInUnderTest(
            ground.database().database(),
            ground.entities(),
            sessions,
            people.workspaces,
            new AttemptsInMemory(),
            clock);
    List<Endpoint<?, ?>> endpoints = new ArrayList<>(signIn.endpoints);
    endpoints.addAll(
        new InstallationEndpoints(() ->
            new InstallationWire(
                "QuotaHit",
                "0.1.0",
                true,
                List.of(),
                new InstallationWire.Voice(false, List.of(), 0)))
            .all());
    endpoints.addAll(new RecordingTermsEndpoints(ground.entities()).all());
    endpoints.addAll(people.endpoints());
    endpoints.addAll(people.invitationEndpoints(signIn.signIn));
    endpoints.addAll(
        new NotificationsUnderTest(ground.database().database(), (_, _, _, _) -> {}).endpoints());
    endpoints.addAll(
        new LiveEvents(notices, IdSource.uuidV7(clock, random), clock, ground.kit().system())
            .all(LiveEventTypes.ALL));
    return new PracticeUnderTest.Neighbours(endpoints, Optional.of(people.door()));
  }
}

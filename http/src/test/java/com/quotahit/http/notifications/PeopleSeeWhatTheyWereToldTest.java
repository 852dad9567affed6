package com.quotahit.http.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.SandboxMailPort;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.AccountTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class PeopleSeeWhatTheyWereToldTest {

  private static final String BASE = "/api/v1/notifications";
  private static final String INBOX = "/api/v1/sandbox/mail";

  private final TestDatabase db = TestDatabase.fresh();
  private final List<Map<String, String>> heard = new ArrayList<>();
  private NotificationsUnderTest world;
  private EdgeUnderTest edge;
  private String token;

  @BeforeEach
  void open() {
    world =
        new NotificationsUnderTest(
            db.database(),
            (_, to, type, fields) -> {
              assertThat(to).isPresent();
              assertThat(type).isEqualTo("notifications.changed");
              heard.add(fields);
            });
    edge = new EdgeUnderTest(world.endpoints());
    token = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    account(EdgeUnderTest.NORTH, edge.principal(token).user());
  }

  @AfterEach
  void close() {
    edge.close();
    db.close();
  }

  private void account(WorkspaceId workspace, UserId user) {
    AccountTable accounts = new AccountTable(db.database());
    Account account =
        new Account(
            new EmailAddress("ann@example.com"),
            user,
            workspace,
            "Ann Rep",
            "North Wind",
            new PasswordHash("none"),
            Account.Stage.PENDING,
            Instant.now());
    accounts.reserve(account, Optional.empty());
    accounts.activate(account);
  }

  private void tell(String key) {
    world.notifier.tell(
        EdgeUnderTest.NORTH,
        new NotifyPort.Audience.One(edge.principal(token).user()),
        new News.SessionScored("rp_1", "Cold call", new BigDecimal("72.5"), true),
        key);
  }

  @Test
  void news_are_listed_counted_and_marked_and_other_screens_hear_it() {
    Client ann = edge.as(token);
    assertThat(ann.get(BASE + "/count").text()).isEqualTo("{\"unread\":0}");
    tell("a");
    tell("a");
    tell("b");
    assertThat(heard).containsExactly(Map.of("unread", "1"), Map.of("unread", "2"));
    JsonNode item = ann.get(BASE + "?unread=true").json().at("/items/0");
    assertThat(item.path("type").asText()).isEqualTo("session.scored");
    assertThat(item.path("title").asText()).isEqualTo("Your practice call scored 72.5");
    assertThat(item.path("link").asText()).isEqualTo("/practice/sessions/rp_1");
    assertThat(item.path("readAt").isNull()).isTrue();
    Reply read = ann.post(BASE + "/read", "{\"ids\":[\"" + item.path("id").asText() + "\"]}");
    assertThat(read.text()).isEqualTo("{\"unread\":1}");
    assertThat(heard.getLast()).isEqualTo(Map.of("unread", "1"));
    assertThat(ann.get(BASE + "?unread=true").json().path("items")).hasSize(1);
    assertThat(ann.get(BASE).json().path("items")).hasSize(2);
    assertThat(ann.post(BASE + "/read", "{\"all\":true}").text()).isEqualTo("{\"unread\":0}");
    JsonNode page = ann.get(BASE + "?limit=1").json();
    assertThat(page.path("items")).hasSize(1);
    assertThat(
            ann.get(BASE + "?limit=1&cursor=" + page.path("nextCursor").asText())
                .json()
                .path("items"))
        .hasSize(1);
  }

  @Test
  void others_see_and_mark_nothing_of_it() {
    tell("a");
    String id = edge.as(token).get(BASE).json().at("/items/0/id").asText();
    for (WorkspaceId workspace : List.of(EdgeUnderTest.NORTH, EdgeUnderTest.SOUTH)) {
      Client other = edge.as(edge.signedIn(workspace, Role.OWNER, true));
      assertThat(other.get(BASE).json().path("items")).isEmpty();
      assertThat(other.post(BASE + "/read", "{\"ids\":[\"" + id + "\"]}").status()).isEqualTo(200);
      assertThat(other.post(BASE + "/read", "{\"all\":true}").status()).isEqualTo(200);
    }
    assertThat(edge.as(token).get(BASE + "/count").text()).isEqualTo("{\"unread\":1}");
  }

  @Test
  void whoever_marks_says_what() {
    Client ann = edge.as(token);
    for (String wrong :
        List.of("{}", "{\"ids\":[]}", "{\"all\":false}", "{\"ids\":[\"nonsense\"]}")) {
      Reply refused = ann.post(BASE + "/read", wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("ids");
    }
  }

  @Test
  void somebody_chooses_how_to_be_told() {
    Client ann = edge.as(token);
    JsonNode usual = ann.get(BASE + "/preferences").json();
    assertThat(usual.path("types")).hasSizeGreaterThan(8);
    assertThat(usual.path("quietHours").isNull()).isTrue();
    assertThat(usual.path("zone").asText()).isEqualTo("UTC");
    Reply set =
        ann.send(
            "PUT",
            BASE + "/preferences",
            """
            {"types":[{"type":"session.scored","inApp":false,"email":"digest"}],
             "quietHours":{"from":"22:00","to":"07:00","zone":"Europe/Berlin"},"digestAt":"08:15"}
            """);
    assertThat(set.status()).isEqualTo(200);
    JsonNode kept = ann.get(BASE + "/preferences").json();
    assertThat(kept.at("/types/0").toString())
        .isEqualTo(
            "{\"type\":\"session.scored\",\"group\":\"Practice\",\"inApp\":false,\"email\":\"digest\"}");
    assertThat(kept.at("/quietHours").toString())
        .isEqualTo("{\"from\":\"22:00\",\"to\":\"07:00\",\"zone\":\"Europe/Berlin\"}");
    assertThat(kept.path("digestAt").asText()).isEqualTo("08:15");
    tell("a");
    assertThat(ann.get(BASE + "/count").text()).isEqualTo("{\"unread\":0}");
    JsonNode none =
        ann.send("PUT", BASE + "/preferences", "{\"types\":[],\"digestAt\":\"09:00\"}").json();
    assertThat(none.path("quietHours").isNull()).isTrue();
    assertThat(none.path("zone").asText()).as("stays as it was").isEqualTo("Europe/Berlin");
  }

  @Test
  void what_cannot_be_chosen_is_named() {
    Client ann = edge.as(token);
    Reply refused =
        ann.send(
            "PUT",
            BASE + "/preferences",
            """
            {"types":[{"type":"nonsense","inApp":true,"email":"off"}],
             "quietHours":{"from":"25:00","to":"7","zone":"Mars/Base"},"digestAt":"24:00"}
            """);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors"))
        .extracting(error -> error.path("field").asText())
        .containsExactly(
            "types[0].type", "quietHours.from", "quietHours.to", "digestAt", "quietHours.zone");
  }

  @Test
  void only_a_platform_admin_reads_the_sandbox_inbox_and_only_while_there_is_one() {
    world.letters.keep(
        new SandboxMailPort.Arrived("m1", "ann@example.com", "Hello", "text", "<p>html</p>"));
    String id = world.letters.list(Optional.empty(), Optional.empty(), 1).getFirst().id();
    assertThat(edge.asNobody().get(INBOX).status()).isEqualTo(401);
    assertThat(edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER)).get(INBOX).status())
        .isEqualTo(403);
    Client admin = edge.as(edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER, true));
    JsonNode letter = admin.get(INBOX + "?to=ann@example.com").json().at("/items/0");
    assertThat(letter.path("subject").asText()).isEqualTo("Hello");
    assertThat(letter.path("simulated").asBoolean()).isTrue();
    assertThat(admin.get(INBOX + "?to=bob@example.com").json().path("items")).isEmpty();
    assertThat(admin.get(INBOX + "/" + id).json().path("html").asText()).isEqualTo("<p>html</p>");
    assertThat(admin.get(INBOX + "/999999").status()).isEqualTo(404);
    world.origin = MailRoute.Origin.ENVIRONMENT;
    assertThat(admin.get(INBOX).status()).isEqualTo(404);
    assertThat(admin.get(INBOX + "/" + id).status()).isEqualTo(404);
    assertThat(admin.delete(INBOX).status()).isEqualTo(404);
    world.origin = MailRoute.Origin.SANDBOX;
    assertThat(admin.delete(INBOX).status()).isEqualTo(204);
    assertThat(admin.get(INBOX).json().path("items")).isEmpty();
  }

  @Test
  void a_workspace_names_where_its_news_are_posted() {
    Client owner = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
    String url = "https://hooks.example.com/in/T0P-s3cret";
    Reply made = owner.post(BASE + "/channels", "{\"kind\":\"webhook\",\"url\":\"" + url + "\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("secret").asText()).startsWith("whsec_").hasSize(50);
    assertThat(made.json().path("url").asText()).isEqualTo("https://hooks.example.com/…");
    String listed = owner.get(BASE + "/channels").text();
    assertThat(listed).doesNotContain("T0P", "whsec_").contains("\"state\":\"active\"");
    assertThat(edge.as(token).get(BASE + "/channels").status()).isEqualTo(403);
    String id = made.json().path("id").asText();
    Client south = edge.as(edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER));
    assertThat(south.get(BASE + "/channels").json().path("items")).isEmpty();
    assertThat(south.delete(BASE + "/channels/" + id).status()).isEqualTo(404);
    assertThat(owner.delete(BASE + "/channels/" + id).status()).isEqualTo(204);
    assertThat(owner.delete(BASE + "/channels/" + id).status()).isEqualTo(404);
    assertThat(world.audited).containsExactly("channel.added", "channel.removed");
  }

  @Test
  void not_every_address_is_posted_to() {
    Client owner = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
    for (String wrong :
        List.of(
            "http://hooks.example.com/",
            "https://127.0.0.1/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://hooks.example.com:8443/",
            "https://user@hooks.example.com/",
            "https://inside.example.com/",
            "ftp://hooks.example.com/",
            "nonsense",
            "")) {
      Reply refused =
          owner.post(BASE + "/channels", "{\"kind\":\"slack\",\"url\":\"" + wrong + "\"}");
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).as(wrong).isEqualTo("url");
    }
    String personal = "\"types\":[\"device.new\"]";
    Reply refused =
        owner.post(
            BASE + "/channels",
            "{\"kind\":\"slack\",\"url\":\"https://a.example.com/\"," + personal + "}");
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("types[0]");
  }

  @Test
  void of_many_channels_at_once_no_more_than_the_bound_are_made() {
    Client owner = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
    List<java.util.concurrent.CompletableFuture<Reply>> wishes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      wishes.add(
          owner.sendLater(
              "POST",
              BASE + "/channels",
              "{\"kind\":\"slack\",\"url\":\"https://hooks" + i + ".example.com/\"}"));
    }
    List<Integer> answers = wishes.stream().map(wish -> wish.join().status()).toList();
    assertThat(answers).filteredOn(status -> status == 201).hasSize(10);
    assertThat(answers).filteredOn(status -> status == 409).hasSize(20);
  }

  @Test
  void a_platform_admin_sets_the_mail_server_and_nobody_reads_its_password() {
    String path = "/api/v1/admin/mail";
    Client admin = edge.as(edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER, true));
    assertThat(edge.as(token).get(path).status()).isEqualTo(403);
    assertThat(admin.get(path).json().path("sandbox").asBoolean()).isTrue();
    String settings =
        """
        {"host":"%s","port":587,"tls":"starttls","username":"quota","from":"mail@example.com"%s}
        """;
    Reply asked = admin.send("PUT", path, settings.formatted("smtp.example.com", ""));
    assertThat(asked.json().at("/errors/0/field").asText()).isEqualTo("password");
    world.state.stop("535 5.7.8");
    assertThat(admin.get(path).json().at("/stopped/problem").asText()).isEqualTo("535 5.7.8");
    Reply set =
        admin.send(
            "PUT", path, settings.formatted("smtp.example.com", ",\"password\":\"canary-1f2e\""));
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().path("passwordSet").asBoolean()).isTrue();
    assertThat(set.json().path("stopped").isNull()).as("setting it tries again").isTrue();
    assertThat(set.text() + admin.get(path).text()).doesNotContain("canary");
    assertThat(admin.send("PUT", path, settings.formatted("smtp.example.com", "")).status())
        .as("the password stays")
        .isEqualTo(200);
    assertThat(
            admin
                .send("PUT", path, settings.formatted("smtp.evil.example", ""))
                .json()
                .at("/errors/0/field")
                .asText())
        .as("but goes to no other server")
        .isEqualTo("password");
    assertThat(world.audited).contains("mail.settings-changed");
    assertThat(
            admin
                .send(
                    "PUT",
                    path,
                    settings.formatted("smtp.example.com", "").replace("starttls", "none"))
                .json()
                .at("/errors/0/field")
                .asText())
        .isEqualTo("tls");
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).json().path("sandbox").asBoolean()).isTrue();
  }
}

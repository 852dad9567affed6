package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditCheckpoint;
import com.quotahit.core.workspace.AuditWitnessPort;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.AuditVerification;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class SignInsAreWrittenDownTest {

  private static final String ANN = "ann@example.com";
  private static final String PASSWORD = "correct horse battery staple 7";
  private static final String API = "/api/v1";

  private record Entry(
      String chain,
      String action,
      String subject,
      String actor,
      String after,
      String from,
      String request) {}

  private final AccountsUnderTest world = new AccountsUnderTest();
  private String home;
  private String user;

  @BeforeEach
  void ann_registers() {
    Reply registered = world.edge.asNobody().post(API + "/auth/register", registration(ANN));
    home = registered.json().at("/workspace/id").asText();
    user = "user:" + registered.json().at("/user/id").asText();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<Entry> entries(String action) {
    return world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    SELECT workspace_id, action, subject, actor, after::text, came_from, request_id
                    FROM audit_entry WHERE action = :action ORDER BY seq
                    """)
                .bind("action", action)
                .map((row, _) ->
                    new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)))
                .list());
  }

  private Reply logIn(String email, String password) {
    return world.edge.asNobody().post(API + "/auth/login", login(email, password));
  }

  @Test
  void who_came_in_by_what_from_where() {
    Reply in = logIn(ANN, PASSWORD);
    assertThat(in.status()).isEqualTo(200);
    Entry last = entries("sign-in.done").getLast();
    assertThat(last.chain()).isEqualTo(home);
    assertThat(last.subject()).isEqualTo(user);
    assertThat(last.actor()).isEqualTo(user);
    assertThat(last.after()).contains("\"method\": \"password\"", "ses_");
    assertThat(last.from()).isEqualTo("127.0.0.1");
    assertThat(last.request()).isEqualTo(in.header("X-Request-Id"));
    assertThat(last.toString()).doesNotContain(PASSWORD, token(in));
  }

  @Test
  void who_was_kept_out_and_why_and_nothing_of_addresses_that_have_no_account() {
    Reply wrong = logIn(ANN, "a quite different password");
    assertThat(wrong.status()).isEqualTo(401);
    await().until(() -> entries("sign-in.refused").size() == 1);
    Entry refused = entries("sign-in.refused").getFirst();
    assertThat(refused.chain()).isEqualTo(home);
    assertThat(refused.subject()).isEqualTo(user);
    assertThat(refused.actor()).as("it was not shown to be her").isEqualTo("platform:sign-in");
    assertThat(refused.after()).contains("password").doesNotContain("different");
    assertThat(refused.request()).isEqualTo(wrong.header("X-Request-Id"));
    logIn("nobody@example.com", "a quite different password");
    logIn(ANN, "a quite different password");
    await().until(() -> entries("sign-in.refused").size() == 2);
    assertThat(entries("sign-in.refused")).allMatch(entry -> entry.subject().equals(user));
  }

  @Test
  void a_password_that_a_link_set_once_and_in_the_transaction_that_set_it() {
    world.edge.asNobody().post(API + "/auth/password/forgot", "{\"email\":\"" + ANN + "\"}");
    await().until(() -> !world.letters(ANN, "ResetPassword").isEmpty());
    String link = world.letters(ANN, "ResetPassword").getLast().at("/template/token").asText();
    String body = "{\"token\":\"%s\",\"password\":\"quiet lanterns at noon 5\"}".formatted(link);
    assertThat(world.edge.asNobody().post(API + "/auth/password/reset", body).status())
        .isEqualTo(204);
    assertThat(world.edge.asNobody().post(API + "/auth/password/reset", body).status())
        .isEqualTo(410);
    assertThat(entries("password.reset"))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.chain()).isEqualTo(home);
          assertThat(entry.subject()).isEqualTo(user);
          assertThat(entry.toString()).doesNotContain(link, "lanterns");
        });
  }

  @Test
  void who_went_and_which_devices_they_signed_out() {
    world.edge.writeInto(new AuditTable(world.db.database()));
    String here = token(logIn(ANN, PASSWORD));
    logIn(ANN, PASSWORD);
    Client ann = world.edge.as(here);
    String other =
        StreamSupport.stream(
                ann.get(API + "/auth/sessions").json().path("items").spliterator(), false)
            .filter(session -> !session.path("current").asBoolean())
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertThat(ann.delete(API + "/auth/sessions/" + other).status()).isEqualTo(204);
    assertThat(ann.delete(API + "/auth/sessions").status()).isEqualTo(204);
    Reply out = ann.post(API + "/auth/logout", "");
    assertThat(out.status()).isEqualTo(204);
    assertThat(ann.post(API + "/auth/logout", "").status()).as("nobody is there").isEqualTo(401);

    assertThat(entries("session.ended"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.after()).contains(other));
    assertThat(entries("sessions.ended")).hasSize(1);
    assertThat(entries("session.signed-out"))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.chain()).isEqualTo(home);
          assertThat(entry.subject()).isEqualTo(user);
          assertThat(entry.actor()).isEqualTo(user);
          assertThat(entry.from()).isEqualTo("127.0.0.1");
          assertThat(entry.request()).isEqualTo(out.header("X-Request-Id"));
          assertThat(entry.toString()).doesNotContain(here);
        });
    assertThat(
            new AuditVerification(world.db.database(), new NobodyWatched())
                .verify(AuditChain.of(home)))
        .isInstanceOf(Verdict.Sound.class);
  }

  @Test
  void the_chain_still_holds() {
    logIn(ANN, PASSWORD);
    AuditVerification verification =
        new AuditVerification(world.db.database(), new NobodyWatched());
    assertThat(verification.verify(AuditChain.of(home)))
        .isInstanceOfSatisfying(
            Verdict.Sound.class, sound -> assertThat(sound.checked()).isGreaterThanOrEqualTo(2));
  }

  private static final class NobodyWatched implements AuditWitnessPort {
    @Override
    public int witness(List<AuditCheckpoint> heads) {
      return 0;
    }

    @Override
    public Testimony about(AuditChain chain) {
      return new Testimony(Optional.empty(), false);
    }

    @Override
    public Set<String> chains() {
      return Set.of();
    }
  }
}

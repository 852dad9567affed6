package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextKind;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.practice.ContextTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("route")
class ContextIsBroughtListedAndTakenAwayTest {

  private static final String CONTEXTS = "/api/v1/practice/contexts";

  @TempDir Path directory;

  private final IdSource ids = IdSource.uuidV7(InstantSource.system(), new Random(1));
  private PracticeUnderTest practice;
  private Client ann;
  private String token;

  @BeforeEach
  void open() throws Exception {
    practice = new PracticeUnderTest(directory);
    token = practice.edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    ann = practice.edge.as(token);
  }

  @AfterEach
  void close() {
    practice.close();
  }

  @Test
  void context_is_read_shown_and_taken_away() {
    Reply brought = practice.upload(ann, "notes.txt", "We sell rockets.");
    assertThat(brought.json().path("status").asText()).isEqualTo("ready");
    assertThat(brought.json().path("excerpt").asText()).isEqualTo("We sell rockets.");
    String path = CONTEXTS + "/" + brought.json().path("id").asText();
    assertThat(ann.get(path).json().path("characters").asInt()).isEqualTo(16);
    Client bob = practice.edge.as(practice.edge.signedIn(EdgeUnderTest.NORTH, Role.REP));
    assertThat(bob.get(path).status()).isEqualTo(404);
    assertThat(bob.delete(path).status()).isEqualTo(404);
    assertThat(ann.delete(path).status()).isEqualTo(204);
    assertThat(ann.get(path).status()).isEqualTo(404);
  }

  @Test
  void what_cannot_be_read_says_why() {
    assertThat(practice.upload(ann, "evil.exe", "MZ").status()).isEqualTo(415);
    Reply polyglot = practice.upload(ann, "notes.pdf", "no pdf");
    assertThat(polyglot.code()).isEqualTo("context.file-type");
    Reply inside = ann.post(CONTEXTS, "{\"url\":\"http://127.0.0.1/\"}");
    assertThat(inside.status()).isEqualTo(422);
    assertThat(inside.code()).isEqualTo("context.address-not-allowed");
    Reply named = ann.post(CONTEXTS, "{\"url\":\"http://inside.example/\"}");
    assertThat(named.status()).isEqualTo(201);
    assertThat(named.json().at("/problem/code").asText()).isEqualTo("context.address-not-allowed");
    assertThat(ann.post(CONTEXTS, "{}").status()).isEqualTo(400);
    String huge = "{\"url\":\"" + "x".repeat(1_000_000) + "\"}";
    assertThat(ann.post(CONTEXTS, huge).status()).isEqualTo(413);
    for (int i = 0; i < 9; i++) {
      ann.post(CONTEXTS, "{\"url\":\"http://inside.example/" + i + "\"}");
    }
    assertThat(ann.post(CONTEXTS, "{\"url\":\"http://inside.example/\"}").status()).isEqualTo(429);
  }

  @Test
  void a_learner_brings_as_much_as_can_be_read_in_a_day() {
    for (int i = 0; i < 100; i++) {
      kept(token, "Acme " + i);
    }
    Reply more = ann.post(CONTEXTS, "{\"url\":\"http://inside.example/\"}");
    assertThat(more.status()).isEqualTo(429);
    assertThat(more.code()).isEqualTo("context.too-many-a-day");
  }

  @Test
  void what_was_brought_before_is_listed_newest_first_in_pages() {
    List<String> brought = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      brought.addFirst(kept(token, "Price list " + i));
    }
    JsonNode first = ann.get(CONTEXTS + "?limit=3").json();
    JsonNode rest =
        ann.get(CONTEXTS + "?limit=3&cursor=" + first.path("nextCursor").asText()).json();
    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(rest));
    assertThat(seen).containsExactlyElementsOf(brought);
    assertThat(rest.path("nextCursor").isNull()).isTrue();
    assertThat(first.at("/items/0/title").asText()).isEqualTo("Price list 4");
  }

  @Test
  void a_list_says_of_a_piece_what_the_piece_says_of_itself() {
    String text = "Rockets \uD83D\uDE80 for everybody. ".repeat(5_000);
    String whole = practice.upload(ann, "notes.txt", text).json().path("id").asText();
    String failed =
        ann.post(CONTEXTS, "{\"url\":\"http://inside.example/\"}").json().path("id").asText();
    JsonNode items = ann.get(CONTEXTS).json().path("items");
    assertThat(items.get(0)).isEqualTo(ann.get(CONTEXTS + "/" + failed).json());
    assertThat(items.get(1)).isEqualTo(ann.get(CONTEXTS + "/" + whole).json());
    assertThat(items.get(1).path("characters").asInt()).isGreaterThan(100_000);
    assertThat(items.get(1).path("excerpt").asText()).startsWith("Rockets").endsWith("…");
  }

  @Test
  void a_list_shows_what_somebody_may_see_and_nothing_else() {
    String anns = kept(token, "Ann's");
    String bob = practice.edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    String bobs = kept(bob, "Bob's");
    String boss = practice.edge.signedIn(EdgeUnderTest.NORTH, Role.ADMIN);
    String eve = practice.edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER);
    assertThat(listed(token, "")).containsExactly(anns);
    assertThat(listed(bob, "")).containsExactly(bobs);
    assertThat(listed(boss, "")).isEmpty();
    assertThat(listed(boss, "?scope=workspace")).containsExactly(bobs, anns);
    assertThat(listed(boss, "?scope=workspace&learnerId=" + user(token))).containsExactly(anns);
    assertThat(listed(eve, "?scope=workspace")).isEmpty();
    assertThat(listed(eve, "?scope=workspace&learnerId=" + user(token))).isEmpty();
    assertThat(listed(token, "?learnerId=" + user(bob))).isEmpty();
    assertThat(ann.get(CONTEXTS + "?scope=workspace").status()).isEqualTo(403);
    assertThat(practice.edge.as(boss).delete(CONTEXTS + "/" + anns).status()).isEqualTo(404);
    assertThat(ann.delete(CONTEXTS + "/" + anns).status()).isEqualTo(204);
    assertThat(listed(token, "")).isEmpty();
  }

  @Test
  void what_was_being_read_when_somebody_was_taken_out_is_not_kept() {
    practice
        .database()
        .database()
        .tenants()
        .useWorkspace(
            EdgeUnderTest.NORTH,
            handle ->
                handle.execute(
                    """
                    INSERT INTO workspace_member (workspace_id, user_id, role, active)
                    VALUES (?, ?, 'rep', false)
                    """,
                    EdgeUnderTest.NORTH.value(),
                    user(token).value()));
    assertThat(practice.upload(ann, "notes.txt", "We sell rockets.").status()).isEqualTo(404);
    assertThat(listed(token, "")).isEmpty();
  }

  private UserId user(String token) {
    return practice.edge.principal(token).user();
  }

  private List<String> listed(String token, String query) {
    Reply list = practice.edge.as(token).get(CONTEXTS + query);
    assertThat(list.status()).as(list.text()).isEqualTo(200);
    return ids(list.json());
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("id").asText()).toList();
  }

  /** A page that was brought and read, without the network. */
  private String kept(String token, String title) {
    ContextId id = new ContextId(ids.next(ContextId.PREFIX));
    new ContextTable(practice.database().database().tenants())
        .keep(
            EdgeUnderTest.NORTH,
            new ContextItem(
                id,
                user(token),
                ContextKind.WEBSITE,
                new Extraction.Readable(title, "Rockets"),
                Instant.now()));
    return id.value();
  }
}

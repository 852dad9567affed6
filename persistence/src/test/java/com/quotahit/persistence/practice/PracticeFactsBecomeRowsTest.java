package com.quotahit.persistence.practice;

import static com.quotahit.persistence.practice.SomeFacts.OURS;
import static com.quotahit.persistence.practice.SomeFacts.THEIRS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.practice.CallLine;
import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextKind;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.PracticeDuePort.Clock;
import com.quotahit.core.practice.PracticeDuePort.Due;
import com.quotahit.core.practice.PracticeDuePort.Orphaned;
import com.quotahit.core.practice.PracticeDuePort.Score;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.SomeSession;
import com.quotahit.core.practice.TranscriptPort;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.practice.PracticeQueries.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class PracticeFactsBecomeRowsTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final List<String> TABLES =
      List.of(
          "practice_session", "practice_turn", "practice_hint", "practice_beat", "practice_due");
  private static final Filter ANY =
      new Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final TenantScope tenants = DB.database().tenants();
  private final PracticeProjection projection = new PracticeProjection();
  private final PracticeQueries queries = new PracticeQueries(tenants);
  private final PracticeDueTable due = new PracticeDueTable(tenants);

  @AfterAll
  static void close() {
    DB.close();
  }

  @AfterEach
  void empty() {
    forget();
  }

  @Test
  void told_twice_or_from_zero_the_rows_are_the_same() {
    EntityId session = SomeFacts.session(OURS, 1);
    List<Recorded<PracticeEvent>> facts = SomeFacts.everything();
    tell(session, facts);
    String once = dump();
    tell(session, facts);
    assertThat(dump()).isEqualTo(once);
    forget();
    for (int upTo = 1; upTo <= facts.size(); upTo++) {
      tell(session, facts.subList(0, upTo));
    }
    assertThat(dump()).isEqualTo(once);
  }

  @Test
  void a_scored_session_is_shown_with_everything_that_was_said() {
    EntityId session = SomeFacts.session(OURS, 1);
    tell(session, SomeFacts.everything());
    SessionId id = new SessionId(session.id());
    SessionRow row = queries.find(OURS, id).orElseThrow();
    assertThat(row.state()).isEqualTo("scored");
    assertThat(row.score().orElseThrow()).isEqualByComparingTo("71.5");
    assertThat(row.scorecard()).contains(SomeSession.result("71.5"));
    assertThat(row.metrics()).isEqualTo(SomeFacts.METRICS);
    assertThat(row.endReason()).contains("learner_left");
    assertThat(row.revision()).isEqualTo(17);
    assertThat(queries.turns(OURS, id, 17))
        .containsExactly(SomeSession.answered(1, 900), SomeSession.said(2, 800));
    assertThat(queries.hints(OURS, id))
        .containsExactly(new PracticeQueries.HintRow(3_000, "Ask what it costs them."));
    assertThat(queries.beats(OURS, id)).containsEntry("b1", "covered");
    assertThat(queries.lines(OURS, List.of(id)).get(id))
        .containsExactly(
            new CallLine.Span(Turn.Speaker.PERSONA, 1_000, 1_900),
            new CallLine.Span(Turn.Speaker.USER, 2_000, 2_800));
    assertThat(queries.trend(OURS, SomeSession.LEARNER, Optional.of("scn_1"), 10))
        .extracting(SessionRow::id)
        .containsExactly(id);
  }

  @Test
  void a_list_is_newest_first_filtered_and_paged() {
    for (int i = 1; i <= 5; i++) {
      tell(SomeFacts.session(OURS, i), i % 2 == 0 ? SomeFacts.tooShort() : SomeFacts.everything());
    }
    assertThat(ids(queries.list(OURS, ANY, 3))).containsExactly(id(5), id(4), id(3));
    assertThat(
            ids(
                queries.list(
                    OURS,
                    new Filter(
                        Optional.of(Set.of(SomeSession.LEARNER)),
                        Optional.of("scn_1"),
                        Optional.of("prs_1"),
                        Optional.of("scored"),
                        Optional.of(id(4))),
                    10)))
        .containsExactly(id(3), id(2), id(1));
    assertThat(queries.find(OURS, id(2)).orElseThrow().insufficient()).isTrue();
  }

  @Test
  void another_workspace_sees_nothing_of_it() {
    tell(SomeFacts.session(OURS, 1), SomeFacts.everything());
    assertThat(queries.find(THEIRS, id(1))).isEmpty();
    assertThat(queries.list(THEIRS, ANY, 10)).isEmpty();
    assertThat(queries.turns(THEIRS, id(1))).isEmpty();
    assertThat(queries.lines(THEIRS, List.of(id(1))).get(id(1))).isEmpty();
    for (String table : TABLES) {
      int seen =
          tenants.inWorkspace(
              THEIRS,
              handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(int.class).one());
      assertThat(seen).as(table).isZero();
    }
  }

  @Test
  void rows_that_lag_behind_are_waited_for_and_not_for_ever() {
    tell(SomeFacts.session(OURS, 1), SomeFacts.tooShort());
    assertThatThrownBy(() -> queries.turns(OURS, id(1), 7))
        .isInstanceOf(TranscriptPort.NotYet.class);
  }

  @Test
  void the_clock_of_a_session_and_its_scoring_fall_due_once_at_a_time() {
    EntityId session = SomeFacts.session(OURS, 1);
    List<Recorded<PracticeEvent>> facts = SomeFacts.everything();
    tell(session, facts.subList(0, 3));
    assertThat(claim("node-1")).containsExactly(new Clock(OURS, id(1)));
    assertThat(claim("node-1")).isEmpty();
    due.postpone(OURS, id(1), Duration.ofSeconds(-1));
    assertThat(claim("node-1")).containsExactly(new Clock(OURS, id(1)));
    tell(session, facts.subList(0, 8));
    assertThat(claim("node-1")).containsExactly(new Clock(OURS, id(1)));
    tell(session, facts.subList(0, 10));
    assertThat(claim()).containsExactly(new Score(OURS, id(1)));
    tell(session, facts.subList(0, 15));
    due.postpone(OURS, id(1), Duration.ofSeconds(-1));
    assertThat(claim()).isEmpty();
  }

  @Test
  void a_call_whose_node_is_gone_is_found() {
    tell(SomeFacts.session(OURS, 1), SomeFacts.everything().subList(0, 3));
    tenants.useWorkspace(
        OURS,
        handle -> handle.execute("UPDATE practice_due SET due_at = now() + interval '1 hour'"));
    assertThat(claim("node-1", "node-2")).isEmpty();
    assertThat(claim("node-2")).containsExactly(new Orphaned(OURS, id(1), 1));
  }

  @Test
  void a_session_without_a_word_is_never_due_for_scoring() {
    List<Recorded<PracticeEvent>> facts = SomeFacts.everything();
    EntityId session = SomeFacts.session(OURS, 1);
    tell(
        session,
        List.of(
            facts.get(0), facts.get(1), facts.get(2), SomeFacts.recorded(4, facts.get(9).event())));
    assertThat(claim()).isEmpty();
  }

  @Test
  void a_cancelled_session_is_never_due_for_scoring_whatever_was_said() {
    EntityId session = SomeFacts.session(OURS, 1);
    List<Recorded<PracticeEvent>> facts = new ArrayList<>(SomeFacts.everything().subList(0, 9));
    facts.add(SomeFacts.recorded(10, new PracticeEvent.SessionEnded(EndReason.CANCELLED, 60_000)));
    tell(session, facts);
    assertThat(claim()).isEmpty();
  }

  @Test
  void company_context_is_kept_apart_and_can_be_removed() {
    ContextTable shelf = new ContextTable(tenants);
    ContextId id = new ContextId("ctx_00000000000000000000000001");
    ContextId unreadable = new ContextId("ctx_00000000000000000000000002");
    ContextItem item =
        new ContextItem(
            id,
            SomeSession.LEARNER,
            ContextKind.PDF,
            new Extraction.Readable("Prices", "Rockets cost 100."),
            SomeFacts.AT);
    ContextItem bad =
        new ContextItem(
            unreadable,
            SomeSession.LEARNER,
            ContextKind.IMAGE,
            new Extraction.Unreadable("a.png", "context.no-text", "No text."),
            SomeFacts.AT);
    shelf.keep(OURS, item);
    shelf.keep(OURS, item);
    shelf.keep(OURS, bad);
    assertThat(shelf.find(OURS, List.of(unreadable, id))).containsExactly(bad, item);
    assertThat(shelf.find(THEIRS, List.of(id))).isEmpty();
    assertThat(shelf.remove(THEIRS, id)).isFalse();
    assertThat(shelf.remove(OURS, id)).isTrue();
    assertThat(shelf.find(OURS, List.of(id))).isEmpty();
  }

  private static SessionId id(int n) {
    return new SessionId(SomeFacts.session(OURS, n).id());
  }

  private static List<SessionId> ids(List<SessionRow> rows) {
    return rows.stream().map(SessionRow::id).toList();
  }

  private List<Due> claim(String... living) {
    return due.claim(Set.of(living), 10, Duration.ofSeconds(30));
  }

  private void tell(EntityId session, List<Recorded<PracticeEvent>> facts) {
    tenants.useWorkspace(
        session.workspace(),
        handle -> {
          for (int i = 0; i < facts.size(); i++) {
            projection.apply(handle, session, i + 1, facts.get(i));
          }
        });
  }

  private String dump() {
    StringBuilder all = new StringBuilder();
    for (String table : TABLES) {
      List<String> rows =
          tenants.inWorkspace(
              OURS,
              handle ->
                  handle
                      .createQuery(
                          "SELECT to_jsonb(t)::text AS row FROM " + table + " t ORDER BY 1")
                      .mapTo(String.class)
                      .list());
      all.append(table).append('\n');
      rows.forEach(row -> all.append(row).append('\n'));
    }
    return all.toString();
  }

  private void forget() {
    for (WorkspaceId workspace : List.of(OURS, THEIRS)) {
      tenants.useWorkspace(
          workspace, handle -> TABLES.forEach(table -> handle.execute("DELETE FROM " + table)));
    }
  }
}

package com.quotahit.http.practice;

import com.quotahit.core.practice.CallLine;
import com.quotahit.core.practice.CallStages;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.ScenarioType;
import com.quotahit.core.practice.ScriptBeat;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.voice.RecordingStorePort.Key;
import com.quotahit.core.voice.RecordingStorePort.Recording;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.PageWire;
import com.quotahit.persistence.practice.PracticeQueries;
import com.quotahit.persistence.practice.PracticeQueries.Filter;
import com.quotahit.persistence.practice.SessionRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What was practised: the list, one session in full, how it went over time, two attempts compared.
 */
public final class HistoryEndpoints {

  private static final int TREND_MAX = 200;

  /** Deleted, and not for so long that it cannot be brought back. */
  static final String IN_THE_BIN = "discarded";

  private final PracticeParts parts;
  private final Sessions sessions;
  private final Reach reach;

  public HistoryEndpoints(PracticeParts parts) {
    this.parts = parts;
    this.sessions = new Sessions(parts);
    this.reach = new Reach(parts.teams());
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/practice/sessions", "Practice sessions, newest first")
            .needs(Permission.PRACTICE_READ)
            .answersPage(SessionItemWire.class)
            .module(PlanModule.PRACTICE)
            .query("scenarioId", "Only sessions of this scenario")
            .query("personaId", "Only sessions with this persona")
            .query("scope", "Whose: your own when left out", "own", "team", "workspace")
            .query("learnerId", "Only this person's, within the scope")
            .query(
                "state",
                "Only sessions in this state",
                "created",
                "connecting",
                "live",
                "interrupted",
                "ended",
                "scoring",
                "scored",
                "score_failed",
                IN_THE_BIN)
            .by((call, _) -> list(call)),
        Endpoint.get("/practice/sessions/{id}", "A session with its transcript and result")
            .needs(Permission.PRACTICE_READ)
            .answers(SessionWire.class)
            .module(PlanModule.PRACTICE)
            .by((call, _) -> sessions.row(call).thenCompose(row -> detail(call, row))),
        Endpoint.get("/practice/trends", "How somebody's scores and numbers develop")
            .needs(Permission.PRACTICE_READ)
            .answersPage(TrendWire.class)
            .module(PlanModule.PRACTICE)
            .query("scenarioId", "Only sessions of this scenario")
            .query("learnerId", "Of this person; yourself when left out")
            .by((call, _) -> trends(call)),
        Endpoint.get("/practice/sessions/{id}/comparison", "Two attempts, criterion by criterion")
            .needs(Permission.PRACTICE_READ)
            .answers(ComparisonWire.class)
            .module(PlanModule.PRACTICE)
            .query("with", "The other session")
            .by((call, _) -> compare(call)));
  }

  private CompletionStage<Answer<PageWire<SessionItemWire>>> list(Call call) {
    return reach.asked(call).thenCompose(learners -> list(call, learners));
  }

  private CompletionStage<Answer<PageWire<SessionItemWire>>> list(
      Call call, Optional<Set<UserId>> learners) {
    Filter filter =
        new Filter(
            learners,
            call.query("scenarioId"),
            call.query("personaId"),
            call.query("state").filter(state -> !state.equals(IN_THE_BIN)),
            call.page().after().map(Sessions::id));
    return database(queries -> {
      List<SessionRow> rows =
          call.query("state").filter(IN_THE_BIN::equals).isPresent()
              ? queries.bin(call.workspace(), filter, call.now(), call.page().rows())
              : queries.list(call.workspace(), filter, call.page().rows());
      Map<SessionId, List<CallLine.Span>> lines =
          queries.lines(call.workspace(), rows.stream().map(SessionRow::id).toList());
      return Answer.of(
          PageWire.of(
              rows.stream()
                  .map(row -> SessionItemWire.of(row, parts.catalog(), lines.get(row.id())))
                  .toList(),
              call.page(),
              item -> item.id().value()));
    });
  }

  private CompletionStage<Answer<SessionWire>> detail(Call call, SessionRow row) {
    return parts
        .blocking()
        .run("files", () -> recording(call, row))
        .exceptionally(_ -> Optional.empty())
        .thenCompose(audio -> database(queries -> Answer.of(whole(queries, call, row, audio))));
  }

  /** Joins what a lost node or a call that was never scored has left in pieces. */
  private Optional<Recording> recording(Call call, SessionRow row) throws IOException {
    return row.endedAt().isEmpty()
        ? Optional.empty()
        : parts.recordings().join(new Key(call.workspace(), row.id().value()));
  }

  private SessionWire whole(
      PracticeQueries queries, Call call, SessionRow row, Optional<Recording> audio) {
    Cast cast = Cast.of(row, parts.catalog());
    List<FinishedTurn> turns = queries.turns(call.workspace(), row.id());
    return new SessionWire(
        row.id(),
        row.state(),
        row.mode(),
        cast.persona(),
        cast.scenario(),
        cast.stillThere().map(Scenario::learnerBrief).orElse(""),
        row.focus(),
        row.difficulty(),
        row.createdAt(),
        row.startedAt(),
        row.endedAt(),
        row.endReason(),
        row.durationMs(),
        row.timeLimitS(),
        row.engine(),
        new SessionWire.Audio(
            audio.isPresent(),
            audio.map(_ -> "/api/v1/practice/sessions/" + row.id() + "/audio"),
            audio.map(Recording::durationMs)),
        script(queries, call, row, cast),
        queries.hints(call.workspace(), row.id()).stream()
            .map(hint -> new SessionWire.Hint(hint.atMs(), hint.text()))
            .toList(),
        turns.stream().map(TurnWire::of).toList(),
        MetricWire.of(row.metrics(), cast.scenario().type()),
        row.scorecard().map(ScorecardWire::of),
        cast.stillThere().flatMap(scenario -> gate(scenario, turns, row)),
        row.insufficient(),
        row.scoreFailure(),
        row.partnerSimulated() || row.scorecard().map(card -> card.simulated()).orElse(false));
  }

  private static Optional<SessionWire.Gate> gate(
      Scenario scenario, List<FinishedTurn> turns, SessionRow row) {
    CallStages stages = CallStages.of(scenario, turns.stream().map(FinishedTurn::heard).toList());
    return scenario
        .gatekeeper()
        .map(gate ->
            new SessionWire.Gate(
                gate.name(),
                gate.role(),
                stages.atTheGate().size(),
                stages.putThrough(),
                row.gate().map(ScorecardWire::of)));
  }

  private static Optional<SessionWire.Script> script(
      PracticeQueries queries, Call call, SessionRow row, Cast cast) {
    if (!row.mode().equals("script") || cast.stillThere().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> marks = queries.beats(call.workspace(), row.id());
    return Optional.of(
        new SessionWire.Script(
            ScriptBeat.of(row.script(), cast.stillThere().get()).stream()
                .map(beat ->
                    new SessionWire.Beat(
                        beat.id(),
                        beat.text(),
                        beat.intent(),
                        marks.getOrDefault(beat.id(), "open")))
                .toList()));
  }

  private CompletionStage<Answer<PageWire<TrendWire>>> trends(Call call) {
    return reach
        .one(call)
        .thenCompose(learner ->
            database(queries ->
                Answer.of(
                    PageWire.all(
                        queries
                            .trend(call.workspace(), learner, call.query("scenarioId"), TREND_MAX)
                            .stream()
                            .map(TrendWire::of)
                            .toList()))));
  }

  private CompletionStage<Answer<ComparisonWire>> compare(Call call) {
    SessionId other = Sessions.id(call.query("with").orElse(""));
    return sessions
        .row(call)
        .thenCombine(
            sessions.row(call, other), (a, b) -> Answer.of(ComparisonWire.of(a, b, type(a))));
  }

  private ScenarioType type(SessionRow row) {
    return Cast.of(row, parts.catalog()).scenario().type();
  }

  private <T> CompletionStage<T> database(java.util.function.Function<PracticeQueries, T> work) {
    return parts.blocking().run("database", () -> work.apply(parts.queries()));
  }
}

package com.quotahit.http.practice;

import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.practice.CallEngines;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.AllowancePort;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.UsedUpProblem;
import com.quotahit.http.models.ModelProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opening a practice session and ending it, one way or another. */
public final class SessionEndpoints {

  private static final Duration COME_BACK = Duration.ofSeconds(20);

  private final PracticeParts parts;
  private final ContextShelfPort shelf;
  private final AllowancePort allowances;
  private final Sessions sessions;

  public SessionEndpoints(PracticeParts parts, ContextShelfPort shelf, AllowancePort allowances) {
    this.parts = parts;
    this.shelf = shelf;
    this.allowances = allowances;
    this.sessions = new Sessions(parts);
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/practice/sessions", "Open a practice session")
            .needs(Permission.PRACTICE_RUN)
            .body(OpenSessionWire.class, wire -> wire.parse(parts.catalog()))
            .answers(201, SessionOpenedWire.class)
            .module(PlanModule.PRACTICE)
            // The answer carries a ticket, which is never kept; the session is the same one again.
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::open),
        Endpoint.post("/practice/sessions/{id}/ticket", "A fresh ticket for the voice line")
            .needs(Permission.PRACTICE_RUN)
            .answers(201, TicketWire.class)
            .module(PlanModule.PRACTICE)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by((call, _) -> ticket(call)),
        ending("/practice/sessions/{id}/end", "Hang up", EndReason.LEARNER_LEFT),
        ending("/practice/sessions/{id}/cancel", "Give up before it counts", EndReason.CANCELLED),
        command(
            Endpoint.post("/practice/sessions/{id}/score", "Ask for the grading again"),
            202,
            new PracticeCommand.ScoreAgain()),
        command(
            Endpoint.delete("/practice/sessions/{id}", "Put a session into the bin"),
            204,
            new PracticeCommand.Discard()),
        command(
            Endpoint.post("/practice/sessions/{id}/restore", "Take a session out of the bin"),
            204,
            new PracticeCommand.Restore()));
  }

  private CompletionStage<Answer<SessionOpenedWire>> open(
      Call call, OpenSessionWire.Chosen chosen) {
    return missing(call, chosen.contexts())
        .thenCompose(problems -> {
          if (!problems.isEmpty()) {
            return refused(Problem.invalid(problems));
          }
          SessionId id = new SessionId(call.ids().next(SessionId.PREFIX));
          SessionSetup setup = chosen.setup(call.user(), id.value().hashCode());
          return setup.mode().spoken()
              ? answered(call, id, setup)
              : allowed(call, id, setup, Optional.empty());
        });
  }

  /** A spoken call is opened only where somebody can hold its other side. */
  private CompletionStage<Answer<SessionOpenedWire>> answered(
      Call call, SessionId id, SessionSetup setup) {
    return parts
        .announcement()
        .prospect(call.workspace(), setup, Caller.Admission.NEW)
        .thenCompose(prospect ->
            switch (prospect) {
              case CallEngines.Prospect.Possible possible ->
                  parts.voice().room(possible.hearing())
                      ? allowed(call, id, setup, Optional.of(possible))
                      : refused(PracticeProblems.noVoiceCapacity(COME_BACK));
              case CallEngines.Prospect.Refused(var why) -> refused(ModelProblems.of(why));
            });
  }

  /** Counted under the session's id, so that the same request again is not counted again. */
  private CompletionStage<Answer<SessionOpenedWire>> allowed(
      Call call, SessionId id, SessionSetup setup, Optional<CallEngines.Prospect.Possible> spoken) {
    return allowances
        .use(call.workspace(), FreeLimit.PRACTICE_SESSIONS, id.value())
        .thenCompose(allowance ->
            switch (allowance) {
              case AllowancePort.Allowance.Granted _ -> opened(call, id, setup, spoken);
              case AllowancePort.Allowance.UsedUp usedUp -> refused(UsedUpProblem.of(usedUp));
            });
  }

  private CompletionStage<Answer<SessionOpenedWire>> opened(
      Call call, SessionId id, SessionSetup setup, Optional<CallEngines.Prospect.Possible> spoken) {
    return sessions
        .tell(call, id, new PracticeCommand.Open(setup), "open")
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<PracticeSession, PracticeRejection> done ->
                  voice(call, id, setup, spoken)
                      .thenApply(voice ->
                          Answer.of(new SessionOpenedWire(id, done.state().stage(), voice)));
              case Reply.Refused<PracticeSession, PracticeRejection>(PracticeRejection why) ->
                  refused(PracticeProblems.of(why));
              case Reply.TooLate<PracticeSession, PracticeRejection> _ -> refused(Answer.tooLate());
            });
  }

  private CompletionStage<Optional<TicketWire>> voice(
      Call call, SessionId id, SessionSetup setup, Optional<CallEngines.Prospect.Possible> spoken) {
    return spoken
        .map(possible -> line(call, id, setup, possible).thenApply(Optional::of))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  /** Whoever is given a ticket will call in a moment. */
  private CompletionStage<TicketWire> line(
      Call call, SessionId id, SessionSetup setup, CallEngines.Prospect.Possible possible) {
    parts.announcement().of(setup, possible);
    return parts.voice().ticket(call, id);
  }

  private CompletionStage<Answer<TicketWire>> line(
      Call call, Sessions.Found found, Caller.Admission admission) {
    return parts
        .announcement()
        .prospect(call.workspace(), found.setup(), admission)
        .thenCompose(prospect ->
            switch (prospect) {
              case CallEngines.Prospect.Possible possible ->
                  line(call, found.id(), found.setup(), possible).thenApply(Answer::of);
              case CallEngines.Prospect.Refused(var why) -> refused(ModelProblems.of(why));
            });
  }

  private CompletionStage<List<FieldProblem>> missing(Call call, List<ContextId> ids) {
    return ids.isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : parts
            .blocking()
            .run("database", () -> shelf.find(call.workspace(), ids))
            .thenApply(found -> {
              List<FieldProblem> problems = new ArrayList<>();
              for (int i = 0; i < ids.size(); i++) {
                ContextId id = ids.get(i);
                if (found.stream().noneMatch(item -> item.id().equals(id))) {
                  problems.add(
                      new FieldProblem(
                          "contextIds[" + i + "]", "unknown", "There is no such context."));
                }
              }
              return problems;
            });
  }

  private CompletionStage<Answer<TicketWire>> ticket(Call call) {
    return sessions
        .own(call)
        .thenCompose(found -> {
          if (!found.setup().mode().spoken()) {
            return refused(PracticeProblems.notSpoken());
          }
          return switch (found.session()) {
            case PracticeSession.Created _, PracticeSession.Connecting _ ->
                line(call, found, Caller.Admission.NEW);
            case PracticeSession.Live _, PracticeSession.Interrupted _ ->
                line(call, found, Caller.Admission.UNDER_WAY);
            case PracticeSession.Absent _,
                PracticeSession.Ended _,
                PracticeSession.Scoring _,
                PracticeSession.Scored _,
                PracticeSession.ScoreFailed _,
                PracticeSession.Discarded _ ->
                refused(
                    PracticeProblems.of(
                        new PracticeRejection.NotPossibleNow(found.session().stage())));
          };
        });
  }

  private Endpoint<Nothing, Nothing> ending(String path, String summary, EndReason reason) {
    return command(Endpoint.post(path, summary), 202, new PracticeCommand.End(reason));
  }

  private Endpoint<Nothing, Nothing> command(
      com.quotahit.http.edge.EndpointDraft.Permitted draft, int status, PracticeCommand command) {
    return draft
        .needs(Permission.PRACTICE_RUN)
        .answersNothing(status)
        .module(PlanModule.PRACTICE)
        .by((call, _) ->
            sessions
                .own(call)
                .thenCompose(found ->
                    sessions
                        .tell(call, found.id(), command, "")
                        .thenApply(reply -> answer(found.id(), command, reply))));
  }

  private Answer<Nothing> answer(
      SessionId id, PracticeCommand command, Reply<PracticeSession, PracticeRejection> reply) {
    if (command instanceof PracticeCommand.End
        && reply instanceof Reply.Done<PracticeSession, PracticeRejection>) {
      parts.news().ended(id);
    }
    return Answer.from(reply, _ -> Nothing.NOTHING, PracticeProblems::of);
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

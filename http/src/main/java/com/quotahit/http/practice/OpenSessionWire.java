package com.quotahit.http.practice;

import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client sends to open a session. */
public record OpenSessionWire(
    PracticeMode mode,
    String personaId,
    String scenarioId,
    Focus focus,
    Difficulty difficulty,
    @Nullable String script,
    @Nullable List<String> contextIds,
    @Nullable Long seed,
    @Nullable EngineChoice engine,
    @Nullable Integer timeLimitS,
    @Nullable Boolean hints) {

  private static final int FILES_MAX = 15;

  /**
   * A choice that can be made; whose session it is and its seed come with the request.
   *
   * @param seed absent: any
   */
  record Chosen(OpenSessionWire wire, PracticeCatalog catalog) {

    List<ContextId> contexts() {
      return Optional.ofNullable(wire.contextIds()).orElse(List.of()).stream()
          .map(ContextId::new)
          .toList();
    }

    SessionSetup setup(UserId learner, long anySeed) {
      return new SessionSetup(
          learner,
          wire.mode(),
          wire.personaId(),
          wire.scenarioId(),
          wire.focus(),
          wire.difficulty(),
          Optional.ofNullable(wire.engine()).orElse(EngineChoice.AUTO),
          limit(),
          Boolean.FALSE.equals(wire.hints()) ? SessionSetup.Hints.OFF : SessionSetup.Hints.SHOWN,
          Optional.ofNullable(wire.script()).filter(text -> !text.isBlank()),
          contexts().stream().map(ContextId::value).toList(),
          Optional.ofNullable(wire.seed()).orElse(anySeed),
          catalog.persona(wire.personaId()).orElseThrow().language());
    }

    private Duration limit() {
      return Optional.ofNullable(wire.timeLimitS())
          .map(Duration::ofSeconds)
          .orElseGet(() -> catalog.scenario(wire.scenarioId()).orElseThrow().timeLimit());
    }
  }

  /** Everything that is wrong with the choice at once. */
  Parsed<Chosen> parse(PracticeCatalog catalog) {
    List<FieldProblem> problems = new ArrayList<>();
    if (catalog.persona(personaId).isEmpty()) {
      problems.add(new FieldProblem("personaId", "unknown", "There is no such persona."));
    }
    if (catalog.scenario(scenarioId).isEmpty()) {
      problems.add(new FieldProblem("scenarioId", "unknown", "There is no such scenario."));
    }
    if (script != null && script.length() > SessionSetup.SCRIPT_MAX) {
      problems.add(
          new FieldProblem(
              "script",
              "too_long",
              "A script has at most " + SessionSetup.SCRIPT_MAX + " characters."));
    }
    if (script != null && !script.isBlank() && mode != PracticeMode.SCRIPT) {
      problems.add(
          new FieldProblem("script", "not_in_this_mode", "Only script mode follows a script."));
    }
    if (timeLimitS != null && (timeLimitS < 60 || timeLimitS > 3_600)) {
      problems.add(new FieldProblem("timeLimitS", "out_of_range", "Choose 60 to 3600 seconds."));
    }
    if (mode == PracticeMode.TEXT && engine != null && engine != EngineChoice.AUTO) {
      problems.add(
          new FieldProblem("engine", "not_in_this_mode", "A typed session has no voice engine."));
    }
    contextProblems(problems);
    return problems.isEmpty()
        ? Parsed.valid(new Chosen(this, catalog))
        : new Parsed.Invalid<>(problems);
  }

  private void contextProblems(List<FieldProblem> problems) {
    List<String> ids = Optional.ofNullable(contextIds).orElse(List.of());
    if (ids.size() > FILES_MAX) {
      problems.add(
          new FieldProblem("contextIds", "too_many", "Bring at most 10 files and 5 web pages."));
      return;
    }
    HashSet<String> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!Ids.valid(ContextId.PREFIX, ids.get(i))) {
        problems.add(
            new FieldProblem("contextIds[" + i + "]", "unknown", "There is no such context."));
      } else if (!seen.add(ids.get(i))) {
        problems.add(new FieldProblem("contextIds[" + i + "]", "twice", "Name each context once."));
      }
    }
  }
}

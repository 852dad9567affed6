package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.BuyerBrief.Excerpt;
import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.LearnerPort;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts together the buyer that a session asked for, with what that buyer has read about the
 * company.
 */
public final class BuyerCasting {

  private final PracticeCatalog catalog;
  private final ContextShelfPort shelf;
  private final LearnerPort learners;
  private final Blocking blocking;

  public BuyerCasting(
      PracticeCatalog catalog, ContextShelfPort shelf, LearnerPort learners, Blocking blocking) {
    this.catalog = catalog;
    this.shelf = shelf;
    this.learners = learners;
    this.blocking = blocking;
  }

  public CompletionStage<BuyerBrief> cast(WorkspaceId workspace, SessionSetup setup) {
    Persona persona = catalog.persona(setup.personaId()).orElseThrow(() -> gone(setup));
    Scenario scenario = catalog.scenario(setup.scenarioId()).orElseThrow(() -> gone(setup));
    return read(workspace, setup.contextIds())
        .thenCombine(
            name(workspace, setup, scenario),
            (excerpts, name) ->
                new BuyerBrief(
                    persona,
                    scenario,
                    setup.difficulty(),
                    setup.focus(),
                    setup.language(),
                    setup.seed(),
                    name,
                    excerpts));
  }

  /** Only who has met the learner, or agreed to a call with them, knows the name beforehand. */
  private CompletionStage<Optional<String>> name(
      WorkspaceId workspace, SessionSetup setup, Scenario scenario) {
    return switch (scenario.contact()) {
      case UNEXPECTED -> CompletableFuture.completedStage(Optional.empty());
      case AGREED, KNOWN ->
          blocking.run("database", () -> learners.name(workspace, setup.learner()));
    };
  }

  private CompletionStage<List<Excerpt>> read(WorkspaceId workspace, List<String> ids) {
    return ids.isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : blocking
            .run("database", () -> shelf.find(workspace, ids.stream().map(ContextId::new).toList()))
            .thenApply(BuyerCasting::excerpts);
  }

  /** What could not be read is left out. */
  private static List<Excerpt> excerpts(List<ContextItem> items) {
    List<Excerpt> excerpts = new ArrayList<>();
    for (ContextItem item : items) {
      if (item.extraction() instanceof Extraction.Readable(String title, String text)) {
        excerpts.add(new Excerpt(title, text));
      }
    }
    return excerpts;
  }

  private static IllegalStateException gone(SessionSetup setup) {
    return new IllegalStateException(
        "no persona "
            + setup.personaId()
            + " or scenario "
            + setup.scenarioId()
            + ". Maybe the catalogue changed under a session that was open");
  }
}

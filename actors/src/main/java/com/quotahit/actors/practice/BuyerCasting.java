package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.BuyerBrief.Excerpt;
import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.Extraction;
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

  /** What one piece of context, and all of them, may add to the buyer's instructions. */
  static final int EXCERPT_MAX = 3_000;

  static final int EXCERPTS_MAX = 9_000;

  private final PracticeCatalog catalog;
  private final ContextShelfPort shelf;
  private final Blocking blocking;

  public BuyerCasting(PracticeCatalog catalog, ContextShelfPort shelf, Blocking blocking) {
    this.catalog = catalog;
    this.shelf = shelf;
    this.blocking = blocking;
  }

  public CompletionStage<BuyerBrief> cast(WorkspaceId workspace, SessionSetup setup) {
    Persona persona = catalog.persona(setup.personaId()).orElseThrow(() -> gone(setup));
    Scenario scenario = catalog.scenario(setup.scenarioId()).orElseThrow(() -> gone(setup));
    return read(workspace, setup.contextIds())
        .thenApply(excerpts ->
            new BuyerBrief(
                persona,
                scenario,
                setup.difficulty(),
                setup.focus(),
                setup.language(),
                setup.seed(),
                Optional.empty(),
                excerpts));
  }

  private CompletionStage<List<Excerpt>> read(WorkspaceId workspace, List<String> ids) {
    return ids.isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : blocking
            .run("database", () -> shelf.find(workspace, ids.stream().map(ContextId::new).toList()))
            .thenApply(BuyerCasting::excerpts);
  }

  /** What could not be read is left out, and the rest shares the room there is. */
  static List<Excerpt> excerpts(List<ContextItem> items) {
    List<Excerpt> excerpts = new ArrayList<>();
    int left = EXCERPTS_MAX;
    for (ContextItem item : items) {
      if (left > 0 && item.extraction() instanceof Extraction.Readable(String title, String text)) {
        String part = text.substring(0, Math.min(text.length(), Math.min(EXCERPT_MAX, left)));
        excerpts.add(new Excerpt(title, part));
        left -= part.length();
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

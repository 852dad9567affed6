package com.quotahit.http.practice;

import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.PageWire;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Whom and what there is to practise with. */
public final class CatalogEndpoints {

  private CatalogEndpoints() {}

  public static List<Endpoint<?, ?>> of(PracticeCatalog catalog) {
    List<PersonaWire> personas = catalog.personas().stream().map(PersonaWire::of).toList();
    List<ScenarioWire> scenarios = catalog.scenarios().stream().map(ScenarioWire::of).toList();
    return List.of(
        Endpoint.get("/practice/personas", "Buyers to practise with")
            .needs(Permission.PRACTICE_READ)
            .answersPage(PersonaWire.class)
            .module(PlanModule.PRACTICE)
            .by((call, _) -> page(call, personas, PersonaWire::id)),
        Endpoint.get("/practice/scenarios", "Situations to practise")
            .needs(Permission.PRACTICE_READ)
            .answersPage(ScenarioWire.class)
            .module(PlanModule.PRACTICE)
            .by((call, _) -> page(call, scenarios, ScenarioWire::id)));
  }

  /** In the order of the catalogue, which is the order in which it is meant to be read. */
  private static <T> CompletionStage<Answer<PageWire<T>>> page(
      Call call, List<T> all, Function<T, String> id) {
    List<String> ids = all.stream().map(id).toList();
    int from = call.page().after().map(last -> ids.indexOf(last) + 1).orElse(0);
    List<T> rows = all.subList(from, Math.min(all.size(), from + call.page().rows()));
    return CompletableFuture.completedStage(Answer.of(PageWire.of(rows, call.page(), id)));
  }
}

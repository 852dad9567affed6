package com.quotahit.actors.models;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.LanguageModelsPort.Caller.Admission;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.shared.WorkspaceId;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Lets calls in while their budgets have room. A budget of one key stands only in the way of the
 * models that are asked with that key: the others of the chain are asked without them. Nobody is
 * answered by the stand-in because money is spent.
 */
final class Admitting {

  /** Who asks, and for what. */
  record Wanted(WorkspaceId workspace, Admission admission, Choosing.Wish wish) {}

  /** What came of asking for room. */
  sealed interface Entry {

    /**
     * @param candidates those whose budgets have room
     */
    record Let(List<Candidate> candidates, Gateway.Reserved reserved) implements Entry {}

    record Refused(Refusal why) implements Entry {}
  }

  private final Gateway.Parts parts;

  Admitting(Gateway.Parts parts) {
    this.parts = parts;
  }

  /**
   * @param hold what to hold for an answer of one of these
   */
  CompletionStage<Entry> ask(
      Wanted call, Choosing.Chosen.Some chosen, Function<List<Candidate>, BudgetsPort.Hold> hold) {
    YearMonth month = YearMonth.from(parts.clock().instant().atZone(ZoneOffset.UTC));
    Gateway.Reserved all =
        new Gateway.Reserved(
            month, Choosing.counts(call.wish(), chosen.candidates(), chosen.terms()), "");
    return all.counts().isEmpty() || call.admission() == Admission.UNDER_WAY
        ? CompletableFuture.completedFuture(new Entry.Let(chosen.candidates(), all))
        : parts.blocking().run("database", () -> reserve(call, chosen, month, hold));
  }

  private Entry reserve(
      Wanted call,
      Choosing.Chosen.Some chosen,
      YearMonth month,
      Function<List<Candidate>, BudgetsPort.Hold> hold) {
    List<Candidate> left = chosen.candidates();
    String instead = "";
    while (true) {
      List<BudgetsPort.Count> counts = Choosing.counts(call.wish(), left, chosen.terms());
      switch (parts.budgets().reserve(call.workspace(), month, counts, hold.apply(left))) {
        case BudgetsPort.Room.Granted _ -> {
          return new Entry.Let(left, new Gateway.Reserved(month, counts, instead));
        }
        case BudgetsPort.Room.Exceeded(Budget spent) -> {
          Candidate first = left.getFirst();
          left = without(left, new BudgetsPort.Count(spent.scope(), spent.subject()));
          if (left.stream().allMatch(each -> each.source() == KeySource.SANDBOX)) {
            return new Entry.Refused(new Refusal.BudgetExceeded(spent));
          }
          instead = left.contains(first) ? instead : first.model().id() + " has no budget left";
        }
      }
    }
  }

  private static List<Candidate> without(List<Candidate> all, BudgetsPort.Count spent) {
    return all.stream().filter(each -> !each.countsAgainst(spent)).toList();
  }
}

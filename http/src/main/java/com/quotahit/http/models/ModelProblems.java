package com.quotahit.http.models;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.http.edge.Problem;
import java.util.List;
import java.util.Optional;

/** What models and keys refuse, as problems with what to do next. */
public final class ModelProblems {

  /** Where keys are set, as the screens have it. */
  private static final String SETTINGS = "Settings → Keys (/settings/keys)";

  private ModelProblems() {}

  static Problem keyRejected(Provider provider, KeyFault fault) {
    String what =
        switch (fault) {
          case UNAUTHORIZED ->
              provider.display()
                  + " does not know this key. Copy it again, or make a new one there.";
          case NO_PERMISSION ->
              provider.display()
                  + " knows this key but gives it no right to what is needed. Widen its rights"
                  + " there.";
          case QUOTA ->
              provider.display() + " says that this key's quota is used up. Add credit there.";
          case NETWORK ->
              provider.display()
                  + " could not be reached or gave no clear answer, so nobody knows whether this key"
                  + " is good. Try again, or save it unverified.";
        };
    return Problem.of(422, "key_rejected", "The key was not taken", what)
        .with(List.of(new FieldProblem("key", fault.code(), what)));
  }

  public static Problem of(Refusal why) {
    return switch (why) {
      case Refusal.NoKey(Provider provider) ->
          Problem.of(
              409,
              "no_key",
              "No key for this provider",
              "There is no key for " + provider.display() + ". Save one under " + SETTINGS + ".");
      case Refusal.BudgetExceeded(Budget budget) ->
          Problem.of(
              409,
              "budget_exceeded",
              "The budget is spent",
              "This month's budget of "
                  + budget.month().dollars().toPlainString()
                  + " USD ("
                  + budget.scope().code()
                  + ") is spent. Raise it under Settings → Models and budgets, or wait for next"
                  + " month.");
      case Refusal.NoSuchModel(String id) ->
          Problem.of(
              404, "models.no-such-model", "No such model", "Choose a model of GET /models.");
      case Refusal.ModelGone(String id, Optional<String> replacement) ->
          Problem.of(
              409,
              "models.unavailable-model",
              "The model is gone",
              "Its provider no longer has "
                  + id
                  + ". "
                  + replacement
                      .map(next -> "Choose " + next + " instead.")
                      .orElse("Choose another one."));
    };
  }

  /** What ended an answer half-way, for the event that says so. */
  static String code(ModelFailure.Kind kind) {
    return switch (kind) {
      case TRANSIENT -> "models.unavailable";
      case QUOTA -> "models.quota";
      case KEY_REJECTED -> "models.key-rejected";
      case PERMANENT, REFUSED -> "models.refused";
    };
  }

  static String detail(ModelFailure.Kind kind) {
    return switch (kind) {
      case TRANSIENT -> "The model did not answer. Try again.";
      case QUOTA -> "The key's quota at its provider is used up. Add credit there.";
      case KEY_REJECTED -> "The provider rejects the key. Look at it under " + SETTINGS + ".";
      case PERMANENT -> "The provider cannot answer this request.";
      case REFUSED -> "The model declined to answer. Put it another way.";
    };
  }
}

package com.quotahit.core.models;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Language models, each asked with the key of whoever it is asked for. */
@FunctionalInterface
public interface LanguageModelsPort {

  /** Who asks for what. */
  record Caller(WorkspaceId workspace, UserId user, ModelUse.Purpose purpose, Admission admission) {

    /** Whether a spent budget keeps the caller out. */
    public enum Admission {
      NEW,
      /** A conversation that was let in goes on to its end; what it takes is counted. */
      UNDER_WAY
    }
  }

  /** What a caller may ask. */
  sealed interface Choice {

    record Ask(LanguageModelPort model) implements Choice {}

    record Refused(Refusal why) implements Choice {}
  }

  CompletionStage<Choice> of(Caller caller);

  /** The same model for everybody. */
  static LanguageModelsPort only(LanguageModelPort model) {
    return _ -> CompletableFuture.completedFuture(new Choice.Ask(model));
  }
}

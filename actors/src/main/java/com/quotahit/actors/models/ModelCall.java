package com.quotahit.actors.models;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelsPort.Caller.Admission;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants of a model.
 *
 * @param id of the use that will be noted, {@code use_…}
 * @param model the one to ask; empty for what the workspace has chosen for this purpose
 * @param otherwise models to ask where the workspace has chosen none; empty for the usual ones
 * @param maxTokens bound on the answer
 * @param seed asks for repeatable answers where the provider offers them
 * @param admission whether a spent budget refuses the call
 */
public record ModelCall(
    String id,
    WorkspaceId workspace,
    UserId user,
    ModelUse.Purpose purpose,
    Optional<String> model,
    List<String> otherwise,
    List<ChatMessage> messages,
    Optional<ChatRequest.JsonSchema> jsonSchema,
    int maxTokens,
    Optional<Long> seed,
    Admission admission) {

  public ModelCall {
    otherwise = List.copyOf(otherwise);
    messages = List.copyOf(messages);
  }

  /** A call of its own, to the usual models, whose answer may differ each time. */
  public ModelCall(
      String id,
      WorkspaceId workspace,
      UserId user,
      ModelUse.Purpose purpose,
      Optional<String> model,
      List<ChatMessage> messages,
      Optional<ChatRequest.JsonSchema> jsonSchema,
      int maxTokens) {
    this(
        id,
        workspace,
        user,
        purpose,
        model,
        List.of(),
        messages,
        jsonSchema,
        maxTokens,
        Optional.empty(),
        Admission.NEW);
  }

  Choosing.Wish wish() {
    return new Choosing.Wish(user, purpose.module(), purpose.feature(), model, otherwise);
  }

  long lettersIn() {
    return messages.stream().mapToLong(message -> message.text().length()).sum();
  }
}

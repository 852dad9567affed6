package com.quotahit.actors.models;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
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
 * @param maxTokens bound on the answer
 */
public record ModelCall(
    String id,
    WorkspaceId workspace,
    UserId user,
    ModelUse.Purpose purpose,
    Optional<String> model,
    List<ChatMessage> messages,
    Optional<ChatRequest.JsonSchema> jsonSchema,
    int maxTokens) {

  public ModelCall {
    messages = List.copyOf(messages);
  }

  long lettersIn() {
    return messages.stream().mapToLong(message -> message.text().length()).sum();
  }
}

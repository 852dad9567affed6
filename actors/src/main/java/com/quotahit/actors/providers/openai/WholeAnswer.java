package com.quotahit.actors.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One answer asked for as a whole. Cancelling its future ends the request. */
final class WholeAnswer extends ProviderRequest {

  private final OpenAIClient client;
  private final Supplier<ChatCompletionCreateParams> parameters;
  private final boolean simulated;
  private final CompletableFuture<ChatAnswer> answer = new CompletableFuture<>();

  WholeAnswer(
      OpenAIClient client,
      Supplier<ChatCompletionCreateParams> parameters,
      boolean simulated,
      RequestLane lane,
      OpenAiSettings.Rest settings,
      Duration total,
      RandomGenerator random) {
    super(lane, settings, total, total, random);
    this.client = client;
    this.parameters = parameters;
    this.simulated = simulated;
    answer.whenComplete((_, _) -> {
      if (answer.isCancelled()) {
        cancel();
      }
    });
  }

  CompletableFuture<ChatAnswer> answer() {
    return answer;
  }

  @Override
  void attempt() {
    ChatCompletion completion = client.chat().completions().create(parameters.get());
    ChatCompletion.Choice choice =
        completion.choices().stream().findFirst().orElseThrow(WholeAnswer::empty);
    if (choice.message().refusal().isPresent()
        || choice.finishReason().equals(ChatCompletion.Choice.FinishReason.CONTENT_FILTER)) {
      throw new ModelFailure(ModelFailure.Kind.REFUSED, "provider declined to answer");
    }
    String text =
        choice
            .message()
            .content()
            .filter(found -> !found.isBlank())
            .orElseThrow(WholeAnswer::empty);
    ChatAnswer.Usage usage =
        completion.usage().map(WholeAnswer::usage).orElseGet(() -> new ChatAnswer.Usage(0, 0));
    ChatAnswer whole = new ChatAnswer(text, "openai", completion.model(), usage, simulated);
    outside(() -> answer.complete(whole));
  }

  private static ModelFailure empty() {
    return new ModelFailure(ModelFailure.Kind.TRANSIENT, "provider's answer was empty");
  }

  private static ChatAnswer.Usage usage(CompletionUsage usage) {
    return new ChatAnswer.Usage(usage.promptTokens(), usage.completionTokens());
  }

  @Override
  void failed(ModelFailure failure) {
    outside(() -> answer.completeExceptionally(failure));
  }
}

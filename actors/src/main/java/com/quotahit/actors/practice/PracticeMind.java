package com.quotahit.actors.practice;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.models.SimulatedMindPort;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.buyer.BuyerLanguage;
import com.quotahit.core.practice.buyer.Intents;
import com.quotahit.core.practice.buyer.Said;
import com.quotahit.core.practice.buyer.SimulatedBuyer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What thinks in the sandbox where a language model would: plays the buyer whose card is in the
 * instructions, grades a call that asks to be graded, and says honestly that it can do nothing
 * else.
 */
public final class PracticeMind implements SimulatedMindPort {

  private static final String HONEST =
      "This is a simulated answer: no language model is connected. Add a provider key in the settings to get real answers here.";

  private final PracticeCatalog catalog;
  private final BuyerLanguage language;
  private final Meanings meanings;
  private final SimulatedGrader grader;

  public PracticeMind(
      PracticeCatalog catalog, BuyerLanguage language, SentenceEmbedderPort embedder) {
    this.catalog = catalog;
    this.language = language;
    this.meanings = new Meanings(embedder);
    this.grader = new SimulatedGrader(catalog, meanings);
  }

  /**
   * Learns what the shipped scenarios talk about, so that the first answer of a call is not slow.
   */
  public CompletionStage<Void> warm() {
    CompletionStage<?> chain = CompletableFuture.completedFuture(Map.of());
    for (Scenario scenario : catalog.scenarios()) {
      List<String> texts =
          Intents.of(language, scenario).values().stream()
              .flatMap(List::stream)
              .distinct()
              .toList();
      chain = chain.thenCompose(_ -> meanings.ofContent(texts));
    }
    return chain.thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<String> answer(
      List<ChatMessage> messages,
      Optional<ChatRequest.JsonSchema> jsonSchema,
      Optional<Long> seed) {
    Optional<BuyerBrief> brief =
        messages.stream()
            .filter(message -> message.role() == ChatMessage.Role.SYSTEM)
            .flatMap(message -> BuyerCard.read(message.text(), catalog).stream())
            .findFirst();
    if (brief.isPresent()) {
      return play(brief.get(), messages);
    }
    Optional<GradingPrompt.Request> grading = GradingPrompt.read(messages);
    if (grading.isPresent()) {
      return grader.grade(grading.get());
    }
    return CompletableFuture.completedFuture(
        jsonSchema.isPresent() ? "{\"simulated\":true}" : HONEST);
  }

  private CompletionStage<String> play(BuyerBrief brief, List<ChatMessage> messages) {
    List<Said> conversation = new ArrayList<>();
    Optional<String> guidance = Optional.empty();
    for (ChatMessage message : messages) {
      switch (message.role()) {
        case USER -> conversation.add(new Said.ByLearner(message.text()));
        case ASSISTANT -> {
          conversation.add(new Said.ByBuyer(message.text()));
          guidance = Optional.empty();
        }
        case SYSTEM -> {
          if (!message.text().contains(BuyerCard.OPEN)) {
            guidance = Optional.of(message.text());
          }
        }
      }
    }
    Optional<String> direction = guidance;
    return meanings
        .nearness(
            brief.scenario().id(),
            Intents.of(language, brief.scenario()),
            SimulatedBuyer.sentences(conversation))
        .thenApply(
            meaning -> new SimulatedBuyer(brief, language, meaning).reply(conversation, direction));
  }
}

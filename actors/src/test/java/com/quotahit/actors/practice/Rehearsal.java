package com.quotahit.actors.practice;

import com.quotahit.actors.providers.embedded.InferenceLane;
import com.quotahit.actors.providers.embedded.minilm.MiniLmEmbedder;
import com.quotahit.core.json.BuyerContent;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.PracticeCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A practice call with a scripted seller, for tests; one embedder for all of them. */
final class Rehearsal {

  static final PracticeCatalog CATALOG = PracticeContent.shipped();
  static final MiniLmEmbedder EMBEDDER = openShared();
  static final PracticeMind MIND = new PracticeMind(CATALOG, BuyerContent.shipped(), EMBEDDER);

  final BuyerBrief brief;
  final List<ChatMessage> messages = new ArrayList<>();
  final List<String> replies = new ArrayList<>();

  Rehearsal(String persona, String scenario, Difficulty difficulty, long seed) {
    this.brief =
        new BuyerBrief(
            CATALOG.persona(persona).orElseThrow(),
            CATALOG.scenario(scenario).orElseThrow(),
            difficulty,
            Focus.GENERAL,
            "en",
            seed,
            Optional.empty(),
            List.of());
    messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, BuyerPrompt.instructions(brief)));
  }

  String open() {
    return directed(Guidance.OPEN);
  }

  String directed(String guidance) {
    List<ChatMessage> asked = new ArrayList<>(messages);
    asked.add(new ChatMessage(ChatMessage.Role.SYSTEM, guidance));
    return answer(asked);
  }

  String say(String text) {
    messages.add(new ChatMessage(ChatMessage.Role.USER, text));
    return answer(messages);
  }

  /** The exchange in which a fact came out. */
  String exchangeWith(com.quotahit.core.practice.HiddenFact fact) {
    for (int i = 1; i < messages.size(); i++) {
      String text = messages.get(i).text().toLowerCase(java.util.Locale.ROOT);
      if (fact.traces().stream().anyMatch(text::contains)) {
        return messages.get(i - 1).text() + " -> " + messages.get(i).text();
      }
    }
    return "";
  }

  boolean over() {
    return !replies.isEmpty() && Guidance.endsTheCall(replies.getLast());
  }

  private String answer(List<ChatMessage> asked) {
    String reply =
        MIND.answer(asked, Optional.empty(), Optional.empty()).toCompletableFuture().join();
    messages.add(new ChatMessage(ChatMessage.Role.ASSISTANT, reply));
    replies.add(reply);
    return reply;
  }

  private static MiniLmEmbedder open(InferenceLane lane) {
    try {
      return MiniLmEmbedder.open(lane);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static MiniLmEmbedder openShared() {
    return open(new InferenceLane("test-meaning", 1));
  }
}

package com.quotahit.core.models;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A provider of written answers, one attempt at a time. Calls block on the caller's thread; an
 * interrupt closes the connection at once. They throw {@link ModelFailure}.
 */
public interface ChatClientPort {

  /**
   * How an answer ended.
   *
   * @param model as the provider names what answered
   * @param usage empty when the provider said nothing of it
   * @param cost as the provider reckons it, where it does
   * @param sources pages that the answer rests on, where the provider searches
   */
  record End(
      String model, Optional<TokenUse> usage, Optional<MicroUsd> cost, List<Source> sources) {
    public End {
      sources = List.copyOf(sources);
    }
  }

  /** A page that an answer rests on; what it says is untrusted. */
  record Source(String title, String url) {}

  /**
   * @param words is given each piece as it comes
   */
  End stream(ProviderAccess access, ChatRequest request, Consumer<String> words);
}

package com.quotahit.actors.sandbox.rest;

import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.SimulatedMindPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What every stand-in that writes has in common: something to say, a pace, and a number. */
public final class StandInMind {

  private final SimulatedMindPort mind;
  private final Duration pace;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param pace between two words
   */
  public StandInMind(SimulatedMindPort mind, Duration pace) {
    this.mind = mind;
    this.pace = pace;
  }

  /** Thinks, and gives what came of it in the provider's shape. */
  public CompletionStage<HttpResponse> answer(
      List<ChatMessage> messages, Function<String, HttpResponse> shaped) {
    return mind.answer(messages, Optional.empty(), Optional.empty()).thenApply(shaped);
  }

  public String nextId(String prefix) {
    return prefix + count.incrementAndGet();
  }

  /**
   * A stream of ready pieces.
   *
   * @param broken what a failure half-way looks like at this provider
   */
  public HttpResponse stream(List<String> pieces, Optional<SandboxFault> fault, String broken) {
    return StandInAnswers.stream(pieces, pace, fault, broken);
  }

  public static boolean refuses(Optional<SandboxFault> fault) {
    return fault.filter(SandboxFault.Refuse.class::isInstance).isPresent();
  }

  /** The text, or none where the answer is to be empty or declined. */
  public static String said(String text, Optional<SandboxFault> fault) {
    return refuses(fault) || fault.filter(SandboxFault.Empty.class::isInstance).isPresent()
        ? ""
        : text;
  }
}

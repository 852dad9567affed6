package com.quotahit.bench;

import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Answers like a language model that is near: first word after 40 ms, then a word each 10 ms. */
final class TurnBenchModel implements LanguageModelPort, AutoCloseable {

  private static final int FIRST_WORD_MS = 40;
  private static final int WORD_MS = 10;

  private static final List<String> ANSWERS =
      List.of(
          "I have two minutes, so please be quick. What is this about?",
          "That sounds interesting, but we already use something for that. What makes yours different?",
          "Mostly with spreadsheets, to be honest. It takes my team about a day each week.",
          "Hmm, that sounds like a lot. Which companies have you done this for?",
          "We would probably spend it on new customers. But I would have to see it first.",
          "The budget for this year is gone, I am afraid. Can you send me some numbers?",
          "Thursday could work after lunch. Who would be on the call from your side?",
          "Okay. Please send it to my assistant as well, she keeps my calendar.");

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @Override
  public Flow.Publisher<String> stream(ChatRequest request) {
    long asked =
        request.messages().stream()
            .filter(message -> message.role() == ChatMessage.Role.USER)
            .count();
    String[] words = ANSWERS.get((int) (asked % ANSWERS.size())).split("(?<= )");
    return subscriber -> subscriber.onSubscribe(new Words(subscriber, words));
  }

  @Override
  public CompletionStage<ChatAnswer> complete(ChatRequest request) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("the bench only streams"));
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private final class Words implements Flow.Subscription {
    private final Flow.Subscriber<? super String> subscriber;
    private final String[] words;
    private ScheduledFuture<?> writing;
    private int at;

    Words(Flow.Subscriber<? super String> subscriber, String[] words) {
      this.subscriber = subscriber;
      this.words = words;
    }

    @Override
    public synchronized void request(long count) {
      if (writing == null) {
        writing =
            clock.scheduleAtFixedRate(this::write, FIRST_WORD_MS, WORD_MS, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public synchronized void cancel() {
      if (writing != null) {
        writing.cancel(false);
      }
    }

    private void write() {
      if (at < words.length) {
        subscriber.onNext(words[at++]);
      } else {
        cancel();
        subscriber.onComplete();
      }
    }
  }
}

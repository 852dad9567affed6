package com.quotahit.http.practice;

import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Answers what the test says next; "…" at the end of an answer breaks it off there. */
final class ScriptedModel implements LanguageModelPort {

  final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
  final List<ChatRequest> asked = new ArrayList<>();

  @Override
  public Flow.Publisher<String> stream(ChatRequest request) {
    asked.add(request);
    String answer = answers.isEmpty() ? "…" : answers.poll();
    List<String> pieces = new ArrayList<>(List.of(answer.replace("…", "").split("(?<= )")));
    pieces.removeIf(String::isEmpty);
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private final AtomicLong wanted = new AtomicLong();
              private int next;
              private boolean over;

              @Override
              public synchronized void request(long n) {
                wanted.addAndGet(n);
                while (!over && wanted.get() > 0 && next < pieces.size()) {
                  wanted.decrementAndGet();
                  subscriber.onNext(pieces.get(next++));
                }
                if (!over && next == pieces.size()) {
                  over = true;
                  if (answer.endsWith("…")) {
                    subscriber.onError(new ModelFailure(ModelFailure.Kind.TRANSIENT, "broken off"));
                  } else {
                    subscriber.onComplete();
                  }
                }
              }

              @Override
              public synchronized void cancel() {
                over = true;
              }
            });
  }

  @Override
  public CompletionStage<ChatAnswer> complete(ChatRequest request) {
    asked.add(request);
    String answer = answers.isEmpty() ? "…" : answers.poll();
    return answer.equals("…")
        ? CompletableFuture.failedStage(
            new ModelFailure(ModelFailure.Kind.TRANSIENT, "not available"))
        : CompletableFuture.completedStage(
            new ChatAnswer(answer, "test", "test", new ChatAnswer.Usage(1, 1), true));
  }

  @Override
  public boolean simulated() {
    return true;
  }
}

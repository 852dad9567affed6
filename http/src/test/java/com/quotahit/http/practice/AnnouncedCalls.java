package com.quotahit.http.practice;

import com.quotahit.actors.practice.CallAnnouncement;
import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.practice.PracticeEngines;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.ReadySpeechPort;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;

/** Counts how often a call was announced to the engine; no call ever comes. */
final class AnnouncedCalls implements ConversationEngine, ReadySpeechPort {

  private final AtomicInteger count = new AtomicInteger();

  /** Why no call may be opened, if so. */
  volatile @Nullable Refusal refusal;

  int count() {
    return count.get();
  }

  CallAnnouncement in(PracticeCatalog catalog) {
    CallEngines engines = new PracticeEngines(this, this, EngineChoice.CASCADE);
    return new CallAnnouncement(
        new CallEngines() {
          @Override
          public CompletionStage<Prospect> prospect(Wanted call) {
            Refusal why = refusal;
            return why == null
                ? engines.prospect(call)
                : CompletableFuture.completedFuture(new Prospect.Refused(why));
          }

          @Override
          public CompletionStage<Opening> open(Wanted call) {
            return engines.open(call);
          }
        },
        catalog,
        this);
  }

  @Override
  public void announced() {
    count.incrementAndGet();
  }

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
    throw new IllegalStateException("no call comes here");
  }

  @Override
  public Optional<byte[]> ready(String text, String voice, double speed) {
    return Optional.empty();
  }

  @Override
  public void prepare(Collection<String> texts, String voice, double speed) {}

  @Override
  public void prepareFirst(Collection<String> texts, String voice, double speed) {}
}

package com.quotahit.actors.practice;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.VoiceCapacity.Lease;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * An engine for one conversation that gives its place on the node back when the conversation is
 * over, and its account when there was none.
 */
final class LeasedEngine implements ConversationEngine {

  private final ConversationEngine engine;
  private final Lease lease;
  private final Runnable unused;
  private final AtomicBoolean started = new AtomicBoolean();

  LeasedEngine(ConversationEngine engine, Lease lease, Runnable unused) {
    this.engine = engine;
    this.lease = lease;
    this.unused = unused;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public boolean simulated() {
    return engine.simulated();
  }

  @Override
  public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
    started.set(true);
    return engine
        .converse(brief)
        .watchTermination((mat, done) -> {
          done.whenComplete((_, _) -> lease.close());
          return mat;
        });
  }

  /** A client that was welcomed and never came gives its place back. */
  void releaseUnlessStarted() {
    if (!started.get()) {
      lease.close();
      unused.run();
    }
  }
}

package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.http.models.ModelsUnderTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** One conversation with an engine, driven by typed words. */
final class TypedCall implements AutoCloseable {

  private final BoundedSourceQueue<EngineOrder> orders;
  private final LinkedBlockingQueue<EngineSignal> signals = new LinkedBlockingQueue<>();
  private final CompletionStage<Done> over;

  TypedCall(ModelsUnderTest world, ConversationEngine engine) {
    EngineBrief brief =
        new EngineBrief("rp_test", "You are Dana.", "af_heart", 1.0, "en-US", List.of(), false);
    Pair<BoundedSourceQueue<EngineOrder>, CompletionStage<Done>> running =
        Source.<EngineOrder>queue(1_000)
            .viaMat(engine.converse(brief), Keep.left())
            .toMat(Sink.foreach(signals::add), Keep.both())
            .run(world.kit.system());
    orders = running.first();
    over = running.second();
  }

  void exchange() throws InterruptedException {
    await(EngineSignal.Listening.class);
    orders.offer(new EngineOrder.TakeText("t1", "Hello?"));
    assertThat(await(EngineSignal.ReplyDone.class).text()).isEqualTo(ModelsUnderTest.ANSWER);
  }

  <T extends EngineSignal> T await(Class<T> kind) throws InterruptedException {
    return await(kind, _ -> true);
  }

  <T extends EngineSignal> T await(Class<T> kind, Predicate<T> which) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (System.nanoTime() < end) {
      EngineSignal signal = signals.poll(200, TimeUnit.MILLISECONDS);
      if (kind.isInstance(signal) && which.test(kind.cast(signal))) {
        return kind.cast(signal);
      }
    }
    throw new AssertionError("no " + kind.getSimpleName());
  }

  @Override
  public void close() {
    orders.offer(new EngineOrder.Close());
    ModelsUnderTest.await(over);
  }
}

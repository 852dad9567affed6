package com.quotahit.actors.voice;

import com.quotahit.core.voice.TurnTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What is measured of calls, by the names that others in the trade use; no call, person or text in
 * them.
 */
public final class VoiceMeters {

  private final Timer e2e;
  private final Timer transcription;
  private final Timer endOfTurn;
  private final Timer model;
  private final Timer synthesis;
  private final Timer bargeIn;
  private final Counter dropped;
  private final Counter started;

  public VoiceMeters(MeterRegistry registry, Calls calls) {
    e2e = timer(registry, "voice.turn.e2e_latency", "End of speech to first sound sent");
    transcription =
        timer(registry, "voice.turn.transcription_delay", "End of speech to final text");
    endOfTurn = timer(registry, "voice.turn.end_of_turn_delay", "End of speech to the turn's end");
    model = timer(registry, "voice.turn.llm_ttft", "Request to the model's first words");
    synthesis = timer(registry, "voice.turn.tts_ttfb", "First words to first sound");
    bargeIn = timer(registry, "voice.barge_in", "Speech noticed to playback cleared");
    dropped = registry.counter("voice.sound.dropped");
    started = registry.counter("voice.calls.started");
    registry.gauge("voice.calls.live", calls, Calls::count);
  }

  private static Timer timer(MeterRegistry registry, String name, String what) {
    return Timer.builder(name)
        .description(what)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(15))
        .register(registry);
  }

  void turn(TurnTimes times) {
    record(e2e, times.e2eMs());
    record(transcription, times.transcriptionMs());
    record(endOfTurn, times.endOfTurnMs());
    record(model, times.modelMs());
    record(synthesis, times.synthesisMs());
  }

  void bargedIn(long ms) {
    record(bargeIn, ms);
  }

  void dropped(long frames) {
    dropped.increment(frames);
  }

  void started() {
    started.increment();
  }

  private static void record(Timer timer, long ms) {
    if (ms >= 0) {
      timer.record(Duration.ofMillis(ms));
    }
  }
}

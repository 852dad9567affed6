package com.quotahit.actors.voice;

import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.RecordingStorePort;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Carries one connection of a call: client on one side, conversation engine on the other, the turn
 * machine between them. One fused stream on the node that holds the socket; what leaves it for an
 * actor is a turn, never a frame.
 */
public final class VoicePipeline {

  private final ActorSystem<?> system;
  private final Calls calls;
  private final VoiceMeters meters;
  private final VoiceSettings settings;
  private final Optional<RecordingStorePort> recordings;
  private final Materializer materializer;

  public VoicePipeline(
      ActorSystem<?> system,
      Calls calls,
      VoiceMeters meters,
      VoiceSettings settings,
      Optional<RecordingStorePort> recordings) {
    this.system = system;
    this.calls = calls;
    this.meters = meters;
    this.settings = settings;
    this.recordings = recordings;
    this.materializer = Materializer.matFromSystem(system);
  }

  public Calls calls() {
    return calls;
  }

  /**
   * Runs the connection until the client, the engine or somebody outside ends it.
   *
   * @param dispatcher where to run; best the one that also serves the socket
   */
  public CallHandle start(
      CallPlan plan, ClientLeg leg, CallInbox inbox, Optional<String> dispatcher) {
    CallHandle handle =
        new CallHandle(plan.session(), plan.admission().signIn(), plan.epoch(), inbox);
    TurnReporter reporter =
        new TurnReporter(
            plan.session(),
            system.classicSystem().scheduler(),
            system.executionContext(),
            handle::takenOver,
            calls.reporting());
    CallRecorder recorder =
        recordings
            .filter(store -> plan.recording() == CallPlan.RecordingPolicy.FULL)
            .<CallRecorder>map(store -> new StereoRecorder(store, plan))
            .orElse(CallRecorder.NONE);
    CallStage stage =
        new CallStage(
            new CallStage.Setting(plan, leg, handle, calls, meters, settings, reporter, recorder));
    Flow<EngineOrder, EngineSignal, NotUsed> engine = plan.engine().converse(plan.brief());
    Attributes attributes =
        dispatcher
            .map(name -> Attributes.name("voice.call").and(ActorAttributes.dispatcher(name)))
            .orElseGet(() -> Attributes.name("voice.call"));
    calls.add(handle);
    meters.started();
    Flow.fromGraph(stage).join(engine).withAttributes(attributes).run(materializer);
    return handle;
  }
}

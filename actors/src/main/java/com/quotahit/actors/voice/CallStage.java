package com.quotahit.actors.voice;

import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * The middle of a call, joined to the engine's flow; the client's side is the leg and the inbox.
 */
final class CallStage extends GraphStage<FlowShape<EngineSignal, EngineOrder>> {

  /** What one connection works with. */
  record Setting(
      CallPlan plan,
      ClientLeg leg,
      CallHandle handle,
      Calls calls,
      VoiceMeters meters,
      VoiceSettings settings,
      TurnReporter reporter,
      CallRecorder recorder) {}

  private final Inlet<EngineSignal> fromEngine = Inlet.create("voice.signals");
  private final Outlet<EngineOrder> toEngine = Outlet.create("voice.orders");
  private final FlowShape<EngineSignal, EngineOrder> shape = FlowShape.of(fromEngine, toEngine);
  private final Setting setting;

  CallStage(Setting setting) {
    this.setting = setting;
  }

  @Override
  public FlowShape<EngineSignal, EngineOrder> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new CallLogic(shape, setting);
  }
}

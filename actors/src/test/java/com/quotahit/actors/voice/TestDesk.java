package com.quotahit.actors.voice;

import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.CallListenerPort;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.FinishedTurn;
import com.quotahit.core.voice.TurnSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A desk in memory: grants every call, keeps epochs, writes down what it is told. */
public final class TestDesk implements CallDesk, CallListenerPort {

  private final ConversationEngine engine;
  private final TurnSettings turns;
  private final CallPlan.RecordingPolicy recording;
  private final Map<String, Long> attached = new ConcurrentHashMap<>();
  private final Map<String, Long> epochs = new ConcurrentHashMap<>();
  private final List<FinishedTurn> finished = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  private volatile CompletionStage<Void> journal = CompletableFuture.completedStage(null);

  public TestDesk(ConversationEngine engine, TurnSettings turns) {
    this(engine, turns, CallPlan.RecordingPolicy.NONE);
  }

  public TestDesk(
      ConversationEngine engine, TurnSettings turns, CallPlan.RecordingPolicy recording) {
    this.engine = engine;
    this.turns = turns;
    this.recording = recording;
  }

  public static TurnSettings opening(String guidance) {
    return TurnSettings.plain(
        new TurnSettings.Stage(guidance, "[check in]", "[close]", "[cut in]"));
  }

  public List<FinishedTurn> finished() {
    synchronized (finished) {
      return List.copyOf(finished);
    }
  }

  /** What became of calls, such as {@code "live 1"} and {@code "ended 1 caller_left"}. */
  public List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  @Override
  public synchronized CompletionStage<Welcome> attach(Admission who, Claim claim) {
    Long holds = attached.get(who.session());
    boolean mine =
        switch (claim) {
          case Claim.Fresh _ -> holds == null;
          case Claim.TakeOver _ -> true;
          case Claim.Resume(String token) -> token.equals(token(who.session(), holds));
        };
    if (!mine) {
      return CompletableFuture.completedStage(Welcome.Refused.alreadyOpen());
    }
    long epoch = epochs.merge(who.session(), 1L, Long::sum);
    attached.put(who.session(), epoch);
    EngineBrief brief = new EngineBrief(who.session(), "", "af_heart", 1, "en", List.of(), false);
    return CompletableFuture.completedStage(
        new Welcome.Granted(
            new CallPlan(
                who,
                epoch,
                token(who.session(), epoch),
                epoch > 1,
                0,
                engine,
                brief,
                turns,
                recording,
                this)));
  }

  private static String token(String session, Long epoch) {
    return "resume-" + session + "-" + epoch;
  }

  @Override
  public CompletionStage<Void> live(long epoch) {
    log.add("live " + epoch);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> turnFinished(long epoch, FinishedTurn turn) {
    finished.add(turn);
    return journal;
  }

  /** Turns are written down only when what comes back is completed. */
  public CompletableFuture<Void> holdJournal() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    journal = held;
    return held;
  }

  @Override
  public CompletionStage<Void> suspended(long epoch, EndReason reason) {
    attached.values().removeIf(held -> held == epoch);
    log.add("suspended " + epoch + " " + reason.wire());
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> ended(long epoch, EndReason reason) {
    log.add("ended " + epoch + " " + reason.wire());
    return CompletableFuture.completedStage(null);
  }
}

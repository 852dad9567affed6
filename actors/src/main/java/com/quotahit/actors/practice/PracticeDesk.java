package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.voice.CallDesk;
import com.quotahit.actors.voice.CallPlan;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.practice.Attachment;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.CallStages;
import com.quotahit.core.practice.Course;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.Gatekeeper;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.InterruptionPolicy;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.ScriptBeat;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.TurnSettings;
import com.quotahit.core.voice.VoiceCapacity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Answers for practice calls: lets a client join, raises the epoch, and puts together the buyer who
 * speaks. What was said before comes from the session itself, so a call goes on where another node
 * left it.
 */
public final class PracticeDesk implements CallDesk {

  /**
   * What the desk stands on.
   *
   * @param capacity the lines of this node, by whose models hear and speak
   */
  public record Parts(
      ActorSystem<?> system,
      Entities entities,
      BuyerCasting casting,
      Function<BuyerBrief, String> prompt,
      CallEngines engines,
      Function<CallEngines.Hearing, VoiceCapacity> capacity,
      ScriptCoach coach,
      CallNews news,
      String node,
      InstantSource clock,
      RandomGenerator random) {}

  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(8);
  private static final Duration START_WITHIN = Duration.ofSeconds(30);
  private static final Refused FULL =
      new Refused(
          "practice.no-voice-capacity",
          "All voice lines are busy. Try again shortly, or practise in text now.",
          4503);

  private static final TurnSettings.HandOver PUT_THROUGH =
      new TurnSettings.HandOver(Gatekeeper::putsThrough, Guidance.PICK_UP);

  private record Refused(String code, String detail, int closeCode) {
    Welcome welcome() {
      return new Welcome.Refused(code, detail, closeCode);
    }
  }

  private final Parts parts;

  public PracticeDesk(Parts parts) {
    this.parts = parts;
  }

  @Override
  public CompletionStage<Welcome> attach(Admission who, Claim claim) {
    if (!Ids.valid(SessionId.PREFIX, who.session())) {
      return CompletableFuture.completedStage(Welcome.Refused.unknown());
    }
    return parts
        .entities()
        .read(PracticeKind.SESSION, new EntityId(who.workspace(), who.session()))
        .thenCompose(found ->
            found
                .state()
                .chosen()
                .map(setup -> attach(who, claim, wanted(who, setup, found.state())))
                .orElseGet(() -> CompletableFuture.completedStage(Welcome.Refused.unknown())));
  }

  /** Whoever comes back to a call that has begun was let in before. */
  private static CallEngines.Wanted wanted(
      Admission who, SessionSetup setup, PracticeSession session) {
    boolean begun =
        session instanceof PracticeSession.Live || session instanceof PracticeSession.Interrupted;
    return new CallEngines.Wanted(
        who.workspace(),
        who.user(),
        setup.engine(),
        setup.timeLimit(),
        begun ? Caller.Admission.UNDER_WAY : Caller.Admission.NEW);
  }

  private CompletionStage<Welcome> attach(Admission who, Claim claim, CallEngines.Wanted call) {
    return parts
        .engines()
        .open(call)
        .thenCompose(opening ->
            switch (opening) {
              case CallEngines.Opening.Opened opened -> attach(who, claim, opened);
              case CallEngines.Opening.Refused(var why) ->
                  CompletableFuture.completedStage(CallRefusals.welcome(why));
            });
  }

  private CompletionStage<Welcome> attach(
      Admission who, Claim claim, CallEngines.Opening.Opened opened) {
    Optional<VoiceCapacity.Lease> lease = parts.capacity().apply(opened.hearing()).tryAcquire();
    if (lease.isEmpty()) {
      opened.unused().run();
      return CompletableFuture.completedStage(FULL.welcome());
    }
    LeasedEngine engine = new LeasedEngine(opened.engine(), lease.get(), opened.unused());
    return join(who, claim, engine)
        .whenComplete((welcome, failure) -> {
          if (failure != null || !(welcome instanceof Welcome.Granted)) {
            engine.releaseUnlessStarted();
          }
        });
  }

  private CompletionStage<Welcome> join(Admission who, Claim claim, LeasedEngine engine) {
    String token =
        switch (claim) {
          case Claim.Resume(String given) -> given;
          case Claim.Fresh _, Claim.TakeOver _ -> freshToken();
        };
    PracticeCommand command =
        switch (claim) {
          case Claim.TakeOver _ -> new PracticeCommand.TakeOver(client(token), parts.node());
          case Claim.Fresh _, Claim.Resume _ ->
              new PracticeCommand.Attach(client(token), parts.node());
        };
    EntityId id = new EntityId(who.workspace(), who.session());
    Directive directive =
        new Directive(
            "attach/" + freshToken(),
            parts.clock().instant().plus(DECIDE_WITHIN),
            new By.Person(who.user()),
            who.session());
    return parts
        .entities()
        .execute(PracticeKind.SESSION, id, command, directive)
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<PracticeSession, PracticeRejection> done ->
                  joined(who, done.state(), token, engine);
              case Reply.Refused<PracticeSession, PracticeRejection>(PracticeRejection why) ->
                  CompletableFuture.completedStage(refused(why));
              case Reply.TooLate<PracticeSession, PracticeRejection> _ ->
                  CompletableFuture.completedStage(FULL.welcome());
            });
  }

  private CompletionStage<Welcome> joined(
      Admission who, PracticeSession session, String token, LeasedEngine engine) {
    return switch (session) {
      case PracticeSession.Connecting joined ->
          granted(who, joined.setup(), joined.attachment(), Optional.empty(), token, engine);
      case PracticeSession.Live live ->
          granted(who, live.setup(), live.attachment(), Optional.of(live.course()), token, engine);
      case PracticeSession.Absent _,
          PracticeSession.Created _,
          PracticeSession.Interrupted _,
          PracticeSession.Ended _,
          PracticeSession.Scoring _,
          PracticeSession.Scored _,
          PracticeSession.ScoreFailed _,
          PracticeSession.Discarded _ ->
          CompletableFuture.completedStage(Welcome.Refused.over());
    };
  }

  private CompletionStage<Welcome> granted(
      Admission who,
      SessionSetup setup,
      Attachment attachment,
      Optional<Course> course,
      String token,
      LeasedEngine engine) {
    parts.news().attached(new SessionId(who.session()), attachment.epoch());
    return parts
        .casting()
        .cast(who.workspace(), setup)
        .thenCombine(
            recording(who),
            (brief, recording) -> {
              parts
                  .system()
                  .scheduler()
                  .scheduleOnce(
                      START_WITHIN,
                      engine::releaseUnlessStarted,
                      parts.system().executionContext());
              return new Welcome.Granted(
                  plan(who, setup, attachment, course, token, brief, engine, recording));
            });
  }

  /** What the workspace wants holds from the next connection on. */
  private CompletionStage<CallPlan.RecordingPolicy> recording(Admission who) {
    return parts
        .entities()
        .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(who.workspace()))
        .thenApply(found ->
            switch (found.state().recordingTerms().calls()) {
              case RECORDED -> CallPlan.RecordingPolicy.FULL;
              case NOT_RECORDED -> CallPlan.RecordingPolicy.NONE;
            });
  }

  private CallPlan plan(
      Admission who,
      SessionSetup setup,
      Attachment attachment,
      Optional<Course> course,
      String token,
      BuyerBrief brief,
      LeasedEngine engine,
      CallPlan.RecordingPolicy recording) {
    long elapsed = course.map(this::elapsed).orElse(0L);
    Optional<Gatekeeper> gate =
        brief
            .scenario()
            .gatekeeper()
            .filter(
                _ -> course.filter(past -> CallStages.buyerIsOn(brief.scenario(), past)).isEmpty());
    return new CallPlan(
        who,
        attachment.epoch(),
        token,
        course.isPresent(),
        elapsed,
        engine,
        speakers(who, setup, brief, gate, course.map(PracticeDesk::spoken).orElse(List.of())),
        gate.map(_ -> turns(setup, course.isPresent(), elapsed).handingOver(PUT_THROUGH))
            .orElseGet(() -> turns(setup, course.isPresent(), elapsed)),
        recording,
        listener(who, setup, brief, course, engine));
  }

  /** The buyer, or whoever answers the phone for them and then the buyer. */
  private EngineBrief speakers(
      Admission who,
      SessionSetup setup,
      BuyerBrief brief,
      Optional<Gatekeeper> gate,
      List<EngineBrief.Spoken> spoken) {
    EngineBrief.Speaker buyer =
        new EngineBrief.Speaker(
            parts.prompt().apply(brief), brief.persona().voice(), brief.persona().speed());
    EngineBrief.Speaker first =
        gate.map(desk ->
                new EngineBrief.Speaker(
                    BuyerPrompt.atTheGate(brief, desk), desk.voice(), desk.speed()))
            .orElse(buyer);
    EngineBrief call =
        new EngineBrief(
            who.session(),
            first.instructions(),
            first.voice(),
            first.speed(),
            setup.language(),
            spoken,
            true);
    return gate.isPresent() ? call.handingOverTo(buyer) : call;
  }

  private PracticeCall listener(
      Admission who,
      SessionSetup setup,
      BuyerBrief brief,
      Optional<Course> course,
      LeasedEngine engine) {
    EntityId id = new EntityId(who.workspace(), who.session());
    Optional<ScriptCoach.Following> following =
        setup.mode() == PracticeMode.SCRIPT
            ? Optional.of(
                parts
                    .coach()
                    .follow(
                        id, ScriptBeat.of(setup.script(), brief.scenario()), setup.hints(), course))
            : Optional.empty();
    return new PracticeCall(parts.entities(), id, engine, parts.clock(), following);
  }

  private static TurnSettings turns(SessionSetup setup, boolean resumed, long elapsedMs) {
    TurnSettings.Stage stage =
        new TurnSettings.Stage(
            resumed ? Guidance.RESUMED : Guidance.OPEN,
            Guidance.SILENCE,
            Guidance.TIME_UP,
            Guidance.INTERRUPT);
    return TurnSettings.plain(stage)
        .limitedTo(Math.max(1_000, setup.timeLimit().toMillis() - elapsedMs))
        .interjecting(InterruptionPolicy.of(setup.difficulty(), setup.seed()))
        .hangingUpOn(Guidance::endsTheCall);
  }

  private static List<EngineBrief.Spoken> spoken(Course course) {
    return course.memory().recent().stream()
        .map((FinishedTurn turn) ->
            new EngineBrief.Spoken(turn.speaker() == Turn.Speaker.USER, turn.text()))
        .toList();
  }

  private long elapsed(Course course) {
    long passed = Duration.between(course.startedAt(), parts.clock().instant()).toMillis();
    return Math.max(passed, course.positionMs());
  }

  private static Welcome refused(PracticeRejection why) {
    return switch (why) {
      case PracticeRejection.AttachedElsewhere _ -> Welcome.Refused.alreadyOpen();
      case PracticeRejection.NoSuchSession _ -> Welcome.Refused.unknown();
      case PracticeRejection.NotPossibleNow _,
          PracticeRejection.StaleEpoch _,
          PracticeRejection.ResumeTooLate _,
          PracticeRejection.TranscriptFull _,
          PracticeRejection.NotEnoughSaid _,
          PracticeRejection.EnoughSaid _,
          PracticeRejection.ScoringTriesUsedUp _,
          PracticeRejection.NothingToScore _,
          PracticeRejection.BinEmptied _ ->
          Welcome.Refused.over();
    };
  }

  private String freshToken() {
    byte[] bytes = new byte[24];
    parts.random().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Only the hash of a resume token is ever written down. */
  private static String client(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

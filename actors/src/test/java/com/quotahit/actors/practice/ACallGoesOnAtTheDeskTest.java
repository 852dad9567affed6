package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.voice.CallDesk.Claim;
import com.quotahit.actors.voice.CallDesk.Welcome;
import com.quotahit.actors.voice.CallPlan;
import com.quotahit.actors.voice.Calls;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.Course.BeatMark;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.Gatekeeper;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.SomeSession;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.CallListenerPort.StaleEpoch;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.FinishedTurn.Speaker;
import com.quotahit.core.workspace.RecordingTerms;
import com.quotahit.core.workspace.WorkspaceCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ACallGoesOnAtTheDeskTest {

  private static final WorkspaceId OURS = new WorkspaceId("wsp_00000000000000000000000001");
  private static final String SESSION = "rp_00000000000000000000000001";
  private static final EntityId ID = new EntityId(OURS, SESSION);
  private static final Admission WHO =
      new Admission(OURS, SomeSession.LEARNER, "practice", SESSION);

  private final ActorTestKit kit = ActorTestKit.create();
  private final Clock clock = new Clock();
  private final FewLines lines = new FewLines();
  private final EntitiesInMemory entities = new EntitiesInMemory(clock);
  private final PracticeCatalog catalog = PracticeContent.shipped();
  private PracticeDesk desk;

  @BeforeEach
  void open() {
    desk = desk("node-1");
    open(PracticeMode.VOICE);
  }

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void a_call_is_planned_and_what_is_said_is_kept() {
    CallPlan plan = granted(desk, new Claim.Fresh());
    assertThat(plan.epoch()).isEqualTo(1);
    assertThat(plan.resumed()).isFalse();
    assertThat(plan.brief().spoken()).isEmpty();
    assertThat(plan.brief().instructions()).contains("<buyer-card>");
    join(plan.listener().live(1));
    join(plan.listener().turnFinished(1, said("t1", Speaker.CALLER, "Hello, Ann here.")));
    join(plan.listener().turnFinished(1, said("t1", Speaker.CALLER, "Hello, Ann here.")));
    assertThat(live().course().memory().recent())
        .containsExactly(
            new FinishedTurn("c1-t1", Turn.Speaker.USER, "Hello, Ann here.", 0, 900, false));
  }

  @Test
  void after_a_lost_node_the_same_client_goes_on_and_the_buyer_remembers() {
    CallPlan first = granted(desk, new Claim.Fresh());
    join(first.listener().live(1));
    join(first.listener().turnFinished(1, said("t1", Speaker.CALLER, "I have twelve trucks.")));
    clock.now = clock.now.plusSeconds(30);
    CallPlan second = granted(desk("node-2"), new Claim.Resume(first.resumeToken()));
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(second.resumed()).isTrue();
    assertThat(second.offsetMs()).isEqualTo(30_000);
    assertThat(second.brief().spoken())
        .containsExactly(new EngineBrief.Spoken(true, "I have twelve trucks."));
    assertThat(second.turns().limitMs()).isLessThanOrEqualTo(570_000);
    join(second.listener().turnFinished(2, said("t1", Speaker.CALLER, "And a van.")));
    assertThat(live().course().turns()).isEqualTo(2);
    assertThatThrownBy(
            () -> join(first.listener().turnFinished(1, said("t2", Speaker.CALLER, "Ghost"))))
        .hasCauseInstanceOf(StaleEpoch.class);
  }

  @Test
  void a_second_tab_is_offered_to_take_over() {
    join(granted(desk, new Claim.Fresh()).listener().live(1));
    assertThat(refused(new Claim.Fresh()).code()).isEqualTo(Welcome.Refused.ALREADY_OPEN);
    assertThat(refused(new Claim.Resume("guessed")).code()).isEqualTo(Welcome.Refused.ALREADY_OPEN);
    assertThat(granted(desk, new Claim.TakeOver()).epoch()).isEqualTo(2);
  }

  @Test
  void a_call_that_broke_waits_and_one_that_ended_is_over() {
    CallPlan plan = granted(desk, new Claim.Fresh());
    join(plan.listener().live(1));
    join(plan.listener().suspended(1, EndReason.CONNECTION_LOST));
    assertThat(session().stage()).isEqualTo("interrupted");
    CallPlan back = granted(desk, new Claim.Fresh());
    join(back.listener().ended(2, EndReason.CALLER_LEFT));
    assertThat(session().stage()).isEqualTo("ended");
    assertThat(refused(new Claim.Fresh()).code()).isEqualTo("voice.call-over");
  }

  @Test
  void a_place_on_the_node_is_taken_for_the_call_and_given_back_after_it() {
    lines.free = 1;
    CallPlan plan = granted(desk, new Claim.Fresh());
    assertThat(lines.free).isZero();
    assertThat(refused(new Claim.TakeOver()).code()).isEqualTo("practice.no-voice-capacity");
    Source.<EngineOrder>empty()
        .via(plan.engine().converse(plan.brief()))
        .runWith(Sink.ignore(), kit.system());
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> lines.free == 1);
    join(plan.listener().ended(1, EndReason.CALLER_LEFT));
    assertThat(refused(new Claim.Fresh()).code()).isEqualTo("voice.call-over");
    assertThat(lines.free).isEqualTo(1);
  }

  @Test
  void the_engine_asked_for_is_the_engine_that_speaks() {
    assertThat(granted(desk, new Claim.Fresh()).engine().name()).isEqualTo("cascade");
    PracticeEngines engines =
        new PracticeEngines(new Silent("cascade"), new Silent("realtime"), EngineChoice.CASCADE);
    assertThat(engines.of(EngineChoice.SPEECH_TO_SPEECH).name()).isEqualTo("realtime");
    assertThat(engines.of(EngineChoice.AUTO).name()).isEqualTo("cascade");
  }

  @Test
  void a_gatekeeper_speaks_with_their_own_voice_until_the_call_is_put_through() {
    EntityId gated = new EntityId(OURS, "rp_00000000000000000000000003");
    Scenario scenario = catalog.scenario("gatekeeper-front-desk").orElseThrow();
    Gatekeeper gate = scenario.gatekeeper().orElseThrow();
    open(gated, scenario, PracticeMode.VOICE, Optional.empty());
    Admission who = new Admission(OURS, SomeSession.LEARNER, "practice", gated.id());
    CallPlan first = ((Welcome.Granted) join(desk.attach(who, new Claim.Fresh()))).plan();
    EngineBrief.Speaker buyer = first.brief().next().orElseThrow();
    assertThat(first.brief().voice()).isEqualTo(gate.voice()).isNotEqualTo(buyer.voice());
    assertThat(first.brief().instructions()).contains("You are " + gate.name());
    assertThat(first.turns().handOver().when().test("I'll put you through.")).isTrue();
    join(first.listener().live(1));
    join(
        first
            .listener()
            .turnFinished(1, said("t1", Speaker.PERSONA, "Fine. I'll put you through.")));
    CallPlan resumed =
        ((Welcome.Granted) join(desk.attach(who, new Claim.Resume(first.resumeToken())))).plan();
    assertThat(resumed.brief().voice()).isEqualTo(buyer.voice());
    assertThat(resumed.brief().instructions()).isEqualTo(buyer.instructions());
    assertThat(resumed.brief().next()).isEmpty();
    assertThat(resumed.turns().handOver().when().test("I'll put you through.")).isFalse();
  }

  @Test
  void a_workspace_that_wants_no_recordings_gets_none() {
    assertThat(granted(desk, new Claim.Fresh()).recording())
        .isEqualTo(CallPlan.RecordingPolicy.FULL);
    for (WorkspaceCommand command :
        List.of(
            new WorkspaceCommand.Create("North Wind", SomeSession.LEARNER),
            new WorkspaceCommand.SetRecording(
                new RecordingTerms(RecordingTerms.Calls.NOT_RECORDED, 30)))) {
      join(
          entities.execute(
              WorkspaceKinds.WORKSPACE,
              WorkspaceKinds.workspace(OURS),
              command,
              new Directive(
                  command.toString(), clock.now.plusSeconds(5), new By.Platform("test"), "c")));
    }
    assertThat(granted(desk, new Claim.TakeOver()).recording())
        .isEqualTo(CallPlan.RecordingPolicy.NONE);
  }

  @Test
  void only_who_expects_the_learner_knows_their_name() {
    for (Scenario.Contact contact : Scenario.Contact.values()) {
      Scenario scenario =
          catalog.scenarios().stream()
              .filter(each -> each.contact() == contact)
              .findFirst()
              .orElseThrow();
      EntityId id = new EntityId(OURS, "rp_0000000000000000000000001" + contact.ordinal());
      open(id, scenario, PracticeMode.VOICE, Optional.empty());
      Admission who = new Admission(OURS, SomeSession.LEARNER, "practice", id.id());
      CallPlan plan = ((Welcome.Granted) join(desk.attach(who, new Claim.Fresh()))).plan();
      assertThat(plan.brief().instructions().contains("Ann Sample"))
          .as(contact.toString())
          .isEqualTo(contact != Scenario.Contact.UNEXPECTED);
    }
  }

  @Test
  void the_coach_follows_the_script_beside_the_call() {
    EntityId scripted = new EntityId(OURS, "rp_00000000000000000000000002");
    open(scripted, PracticeMode.SCRIPT, Optional.of("Hello, this is Ann.\n\nWhat slows you down?"));
    Admission who = new Admission(OURS, SomeSession.LEARNER, "practice", scripted.id());
    CallPlan plan = ((Welcome.Granted) join(desk.attach(who, new Claim.Fresh()))).plan();
    join(plan.listener().live(1));
    join(plan.listener().turnFinished(1, said("t1", Speaker.PERSONA, "Yes?")));
    join(plan.listener().turnFinished(1, said("t2", Speaker.CALLER, "What slows you down?")));
    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> entities.events(PracticeKind.SESSION, scripted).size() == 8);
    assertThat(entities.events(PracticeKind.SESSION, scripted))
        .contains(
            new PracticeEvent.BeatReached("b1", BeatMark.SKIPPED, "c1-t2"),
            new PracticeEvent.BeatReached("b2", BeatMark.COVERED, "c1-t2"),
            new PracticeEvent.HintGiven(900, "You skipped: Open. Hello, this is Ann."));
  }

  @Test
  void nobody_joins_what_is_not_there() {
    Admission nowhere =
        new Admission(OURS, SomeSession.LEARNER, "practice", "rp_00000000000000000000000009");
    assertThat(join(desk.attach(nowhere, new Claim.Fresh()))).isEqualTo(Welcome.Refused.unknown());
    assertThat(lines.free).isEqualTo(9);
  }

  private PracticeDesk desk(String node) {
    Blocking blocking = new Blocking(BlockingLimit.from(kit.system().settings().config()));
    Calls calls = new Calls();
    return new PracticeDesk(
        new PracticeDesk.Parts(
            kit.system(),
            entities,
            new BuyerCasting(
                catalog, new EmptyShelf(), (_, _) -> Optional.of("Ann Sample"), blocking),
            BuyerPrompt::instructions,
            new PracticeEngines(
                new Silent("cascade"), new Silent("realtime"), EngineChoice.CASCADE),
            _ -> lines,
            new ScriptCoach(
                entities, text -> CompletableFuture.completedStage(direction(text)), calls, clock),
            news,
            node,
            clock,
            new Random(5)));
  }

  private final CallNews news = new CallNews(kit.system(), new Calls());

  private static float[] direction(String text) {
    return text.contains("slows") ? new float[] {1, 0} : new float[] {0, 1};
  }

  private void open(PracticeMode mode) {
    open(ID, mode, Optional.empty());
  }

  private void open(EntityId id, PracticeMode mode, Optional<String> script) {
    open(id, catalog.scenarios().getFirst(), mode, script);
  }

  private void open(EntityId id, Scenario scenario, PracticeMode mode, Optional<String> script) {
    SessionSetup some = SomeSession.setup(mode);
    SessionSetup setup =
        new SessionSetup(
            some.learner(),
            mode,
            scenario.personaIds().getFirst(),
            scenario.id(),
            some.focus(),
            some.difficulty(),
            some.engine(),
            some.timeLimit(),
            some.hints(),
            script,
            some.contextIds(),
            some.seed(),
            some.language());
    join(
        entities.execute(
            PracticeKind.SESSION,
            id,
            new PracticeCommand.Open(setup),
            new Directive("open", clock.now.plusSeconds(5), new By.Platform("test"), "c")));
  }

  private static com.quotahit.core.voice.FinishedTurn said(
      String id, Speaker speaker, String text) {
    return new com.quotahit.core.voice.FinishedTurn(id, speaker, text, 0, 900, false);
  }

  private CallPlan granted(PracticeDesk at, Claim claim) {
    return ((Welcome.Granted) join(at.attach(WHO, claim))).plan();
  }

  private Welcome.Refused refused(Claim claim) {
    return (Welcome.Refused) join(desk.attach(WHO, claim));
  }

  private PracticeSession session() {
    return join(entities.read(PracticeKind.SESSION, ID)).state();
  }

  private PracticeSession.Live live() {
    return (PracticeSession.Live) session();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static final class Clock implements InstantSource {
    volatile Instant now = Instant.parse("2026-01-05T09:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  private record Silent(String name) implements ConversationEngine {
    @Override
    public boolean simulated() {
      return true;
    }

    @Override
    public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
      return Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.maybe());
    }
  }
}

package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.voice.Calls;
import com.quotahit.actors.voice.NoRecordings;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeDuePort;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.SomeSession;
import com.quotahit.core.practice.TranscriptPort;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class SessionsAreTakenCareOfTest {

  private static final WorkspaceId OURS = new WorkspaceId("wsp_00000000000000000000000001");
  private static final SessionId SESSION = new SessionId("rp_00000000000000000000000001");
  private static final EntityId ID = new EntityId(OURS, SESSION.value());

  private final ActorTestKit kit = ActorTestKit.create();
  private final PracticeCatalog catalog = PracticeContent.shipped();
  private final Rows due = new Rows();
  private final List<FinishedTurn> said = new ArrayList<>();
  private volatile Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private volatile Optional<Set<String>> living = Optional.of(Set.of("node-1#1"));
  private final EntitiesInMemory entities = new EntitiesInMemory(() -> now);

  private void open(PracticeMode mode) {
    SessionSetup some = SomeSession.setup(mode);
    tell(
        new PracticeCommand.Open(
            new SessionSetup(
                some.learner(),
                mode,
                catalog.personas().getFirst().id(),
                catalog.scenarios().getFirst().id(),
                some.focus(),
                some.difficulty(),
                some.engine(),
                some.timeLimit(),
                some.hints(),
                some.script(),
                some.contextIds(),
                some.seed(),
                some.language())));
  }

  @BeforeEach
  void begin() {
    Blocking blocking = new Blocking(BlockingLimit.from(kit.system().settings().config()));
    PracticeSettings settings =
        new PracticeSettings(
            Duration.ofMillis(100),
            2,
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMillis(100));
    ScoringProcess scoring =
        new ScoringProcess(
            new ScoringProcess.Parts(
                entities,
                blocking,
                catalog,
                new BuyerCasting(catalog, new EmptyShelf(), (_, _) -> Optional.empty(), blocking),
                new Said(),
                due,
                new NoRecordings(),
                new SessionGrading(
                    LanguageModelsPort.only(new Grader()), settings.gradingTimeout()),
                settings,
                () -> now));
    kit.spawn(
        PracticeCareProcess.create(
            new PracticeCareProcess.Parts(
                entities,
                blocking,
                due,
                scoring,
                new CallNews(kit.system(), new Calls()),
                () -> living,
                settings,
                () -> now)));
  }

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void one_that_nobody_joined_in_time_is_closed() {
    open(PracticeMode.TEXT);
    now = now.plus(Duration.ofDays(2));
    due.next.add(new PracticeDuePort.Clock(OURS, SESSION));
    awaitStage("ended");
  }

  @Test
  void a_look_that_comes_too_early_changes_nothing() {
    open(PracticeMode.TEXT);
    due.next.add(new PracticeDuePort.Clock(OURS, SESSION));
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> due.next.isEmpty());
    due.next.add(new PracticeDuePort.Clock(OURS, SESSION));
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> due.next.isEmpty());
    assertThat(stage()).isEqualTo("created");
  }

  @Test
  void a_call_whose_node_is_gone_waits_for_its_learner_and_ends_when_nobody_comes() {
    open(PracticeMode.VOICE);
    tell(new PracticeCommand.Attach("tab", "node-9#1"));
    tell(new PracticeCommand.GoLive(1, SomeSession.PARTNER));
    due.next.add(new PracticeDuePort.Orphaned(OURS, SESSION, 1));
    awaitStage("interrupted");
    now = now.plus(Duration.ofMinutes(10));
    due.next.add(new PracticeDuePort.Clock(OURS, SESSION));
    awaitStage("ended");
  }

  @Test
  void a_finished_one_is_scored() {
    open(PracticeMode.TEXT);
    tell(new PracticeCommand.GoLive(0, SomeSession.PARTNER));
    for (int i = 0; i < 5; i++) {
      said.add(SomeSession.said(i, 9_000));
      tell(new PracticeCommand.TakeTurn(0, said.getLast()));
    }
    tell(new PracticeCommand.End(EndReason.LEARNER_LEFT));
    due.next.add(new PracticeDuePort.Score(OURS, SESSION));
    awaitStage("scored");
  }

  @Test
  void who_does_not_know_the_living_takes_no_work() {
    open(PracticeMode.TEXT);
    living = Optional.empty();
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !due.asking());
    int before = due.asked.get();
    due.next.add(new PracticeDuePort.Clock(OURS, SESSION));
    Awaitility.await()
        .during(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(5))
        .until(() -> due.asked.get() == before);
    assertThat(due.next).hasSize(1);
  }

  @Test
  void a_database_that_is_away_is_asked_again() {
    open(PracticeMode.TEXT);
    due.broken = 3;
    now = now.plus(Duration.ofDays(2));
    due.next.add(new PracticeDuePort.Clock(OURS, SESSION));
    awaitStage("ended");
    assertThat(due.broken).isZero();
  }

  private void tell(PracticeCommand command) {
    entities
        .execute(
            PracticeKind.SESSION,
            ID,
            command,
            new Directive(
                "test/" + command, now.plusSeconds(5), new By.Platform("test"), "correlation"))
        .toCompletableFuture()
        .orTimeout(5, TimeUnit.SECONDS)
        .join();
  }

  private String stage() {
    PracticeSession session =
        entities.read(PracticeKind.SESSION, ID).toCompletableFuture().join().state();
    return session.stage();
  }

  private void awaitStage(String wanted) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> stage().equals(wanted));
  }

  /** Hands out what the test puts in; may be away for a while. */
  private static final class Rows implements PracticeDuePort {
    private final Queue<Due> next = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean inside;
    private volatile int broken;

    boolean asking() {
      return inside;
    }

    @Override
    public List<Due> claim(Set<String> living, int most, Duration lease) {
      inside = true;
      asked.incrementAndGet();
      try {
        if (broken > 0) {
          broken--;
          throw new IllegalStateException("the database is away");
        }
        Due one = next.poll();
        return one == null ? List.of() : List.of(one);
      } finally {
        inside = false;
      }
    }

    @Override
    public void postpone(WorkspaceId workspace, SessionId session, Duration by) {}
  }

  private final class Said implements TranscriptPort {
    @Override
    public boolean caughtUp(WorkspaceId workspace, SessionId session, long revision) {
      return true;
    }

    @Override
    public List<FinishedTurn> turns(WorkspaceId workspace, SessionId session, long revision) {
      return List.copyOf(said);
    }
  }

  private static final class Grader implements LanguageModelPort {
    @Override
    public Flow.Publisher<String> stream(ChatRequest request) {
      throw new IllegalStateException("nobody talks here");
    }

    @Override
    public CompletionStage<ChatAnswer> complete(ChatRequest request) {
      return CompletableFuture.completedStage(
          new ChatAnswer("{\"grades\":[]}", "test", "test", new ChatAnswer.Usage(1, 1), true));
    }

    @Override
    public boolean simulated() {
      return true;
    }
  }
}

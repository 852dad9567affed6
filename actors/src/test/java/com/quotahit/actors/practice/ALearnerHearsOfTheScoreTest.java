package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.SomeSession;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ALearnerHearsOfTheScoreTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:30:00Z");
  private static final By BY = new By.Platform("test");
  private static final PracticeCatalog CATALOG = PracticeContent.shipped();
  private static final EntityId ID =
      new EntityId(
          new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav"), "rp_01arz3ndektsv4rrffq69g5fav");

  private record Told(NotifyPort.Audience audience, News news, String key) {}

  private final List<Told> told = new ArrayList<>();
  private final EntitiesInMemory entities = new EntitiesInMemory(() -> NOW);
  private final ScoreNewsProcess process =
      new ScoreNewsProcess(
          entities,
          new Blocking(Map.of("database", new BlockingLimit(2, 10, Duration.ofSeconds(5)))),
          CATALOG,
          new NotifyPort() {
            @Override
            public void tell(WorkspaceId workspace, Audience audience, News news, String key) {
              told.add(new Told(audience, news, key));
            }

            @Override
            public void tellPlatformAdmins(News news, String key) {
              throw new AssertionError("not for admins");
            }
          },
          () -> NOW);

  @BeforeEach
  void open() {
    entities.execute(
        PracticeKind.SESSION,
        ID,
        new PracticeCommand.Open(SomeSession.setup(PracticeMode.TEXT)),
        new Directive("open", NOW.plusSeconds(10), BY, "test"));
  }

  private void hear(PracticeEvent event, Instant at) throws Exception {
    process
        .hear(ID, 7, new Recorded<>(event, at, BY, "test", "c", 0))
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  @Test
  void once_it_is_there_with_its_number_and_nothing_that_was_said() throws Exception {
    hear(
        new PracticeEvent.SessionScored(SomeSession.result("72.5"), Optional.empty(), List.of()),
        NOW);
    assertThat(told)
        .containsExactly(
            new Told(
                new NotifyPort.Audience.One(SomeSession.LEARNER),
                new News.SessionScored(ID.id(), "Practice call", new BigDecimal("72.5"), true),
                "scored:" + ID.id() + ":7"));
  }

  @Test
  void not_of_what_is_long_ago_and_of_nothing_else() throws Exception {
    hear(
        new PracticeEvent.SessionScored(SomeSession.result("72.5"), Optional.empty(), List.of()),
        NOW.minus(Duration.ofDays(2)));
    hear(new PracticeEvent.FoundInsufficient(List.of()), NOW);
    assertThat(told).isEmpty();
  }
}

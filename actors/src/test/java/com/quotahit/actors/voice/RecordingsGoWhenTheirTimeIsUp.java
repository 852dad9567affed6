package com.quotahit.actors.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.core.shared.WorkspaceId;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecordingsGoWhenTheirTimeIsUp {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final WorkspaceId BRIEFLY = new WorkspaceId("wsp_00000000000000000000000001");
  private static final WorkspaceId LONG = new WorkspaceId("wsp_00000000000000000000000002");

  private final Map<WorkspaceId, Instant> deleted = new HashMap<>();

  @Test
  void each_workspace_by_its_own_terms() {
    RecordingRetention retention =
        new RecordingRetention(
            new Store(),
            workspace ->
                CompletableFuture.completedStage(
                    Duration.ofDays(workspace.equals(BRIEFLY) ? 30 : 365)),
            (_, _, _) -> List.of(),
            new Blocking(BlockingLimit.from(ConfigFactory.load())),
            () -> NOW);
    int gone = retention.purge().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(gone).isEqualTo(2);
    assertThat(deleted)
        .containsEntry(BRIEFLY, NOW.minus(Duration.ofDays(30)))
        .containsEntry(LONG, NOW.minus(Duration.ofDays(365)));
  }

  @Test
  void one_whose_terms_cannot_be_learnt_keeps_nobody_elses_sound() {
    RecordingRetention retention =
        new RecordingRetention(
            new Store(),
            workspace ->
                workspace.equals(BRIEFLY)
                    ? CompletableFuture.failedStage(new IllegalStateException("not now"))
                    : CompletableFuture.completedStage(Duration.ofDays(365)),
            (_, _, _) -> List.of(),
            new Blocking(BlockingLimit.from(ConfigFactory.load())),
            () -> NOW);
    int gone = retention.purge().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(gone).isEqualTo(1);
    assertThat(deleted).containsOnlyKeys(LONG);
  }

  private final class Store extends NoRecordings {
    @Override
    public List<WorkspaceId> workspaces() {
      return List.of(BRIEFLY, LONG);
    }

    @Override
    public int deleteBefore(WorkspaceId workspace, Instant moment) {
      deleted.put(workspace, moment);
      return 1;
    }
  }
}

package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditLine;
import com.quotahit.core.workspace.RecordingTerms;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.AuditQueries.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class FactsComeIntoTheAuditLogOnceTest {

  private static final SealPort SEAL = new SealInMemory();
  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");
  private static final IdSource IDS = IdSource.uuidV7(() -> NOW, new Random(11));
  private static final UserId ANN = new UserId(IDS.next("usr"));
  private static final UserId BOB = new UserId(IDS.next("usr"));
  private static final UserId ADMIN = new UserId(IDS.next("usr"));
  private static final Filter ALL =
      new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @TempDir private Path directory;
  private final WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));
  private final AuditChain chain = new AuditChain.OfWorkspace(workspace);
  private final AuditProjection<WorkspaceEvent> projection =
      new AuditProjection<>(WorkspaceJournals.WORKSPACE);
  private final List<Recorded<WorkspaceEvent>> facts =
      List.of(
          by(new By.Person(ANN), new WorkspaceEvent.Created("North Wind", ANN)),
          by(new By.Person(BOB), new WorkspaceEvent.MemberJoined(BOB, Role.REP)),
          by(new By.Impersonator(ADMIN, ANN), new WorkspaceEvent.RoleChanged(BOB, Role.MANAGER)),
          by(
              new By.ApiKey("key_1"),
              new WorkspaceEvent.RecordingSet(
                  new RecordingTerms(RecordingTerms.Calls.NOT_RECORDED, 30))),
          by(new By.Platform("retention"), new WorkspaceEvent.MemberRemoved(BOB)));

  @AfterAll
  static void close() {
    DB.close();
  }

  private static Recorded<WorkspaceEvent> by(By who, WorkspaceEvent event) {
    return new Recorded<>(event, NOW, who, "req_7", "cmd", 0);
  }

  private void tell(int from) {
    EntityId entity = new EntityId(workspace, "workspace");
    for (int i = from; i < facts.size(); i++) {
      Recorded<WorkspaceEvent> fact = facts.get(i);
      long revision = i + 1L;
      DB.database()
          .tenants()
          .useWorkspace(workspace, handle -> projection.apply(handle, entity, revision, fact));
    }
  }

  private List<AuditLine> lines() {
    return new AuditQueries(DB.database())
        .list(chain, ALL, 100).stream().map(AuditQueries.Shown::line).toList().reversed();
  }

  @Test
  void each_fact_is_an_entry_however_often_it_is_told() throws IOException {
    tell(0);
    List<AuditLine> once = lines();
    assertThat(once)
        .extracting(AuditLine::action)
        .containsExactly(
            "workspace.created",
            "workspace.member-joined",
            "workspace.role-changed",
            "workspace.recording-set",
            "workspace.member-removed");
    tell(2);
    DB.database()
        .tenants()
        .useWorkspace(
            workspace, handle -> projection.forget(handle, new EntityId(workspace, "workspace")));
    tell(0);
    assertThat(lines()).isEqualTo(once);
    AuditVerification verification =
        new AuditVerification(DB.database(), CheckpointFiles.in(directory.resolve("audit"), SEAL));
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(5));
  }

  @Test
  void who_it_was_and_in_whose_name_is_kept_apart() {
    tell(0);
    assertThat(lines())
        .extracting(AuditLine::actor)
        .containsExactly(
            "user:" + ANN, "user:" + BOB, "user:" + ADMIN, "key:key_1", "platform:retention");
    assertThat(lines().get(2).onBehalfOf()).isEqualTo(ANN.value());
    assertThat(lines()).allMatch(line -> line.requestId().equals("req_7"));
  }

  @Test
  void what_it_was_before_is_told_beside_what_it_became() {
    tell(0);
    AuditLine changed = lines().get(2);
    assertThat(changed.subject()).isEqualTo("user:" + BOB);
    assertThat(changed.before()).isEqualTo(Map.of("role", "REP"));
    assertThat(changed.after()).isEqualTo(Map.of("role", "MANAGER"));
    assertThat(lines().get(3).after())
        .containsEntry("terms.calls", "NOT_RECORDED")
        .containsEntry("terms.retentionDays", "30");
  }
}

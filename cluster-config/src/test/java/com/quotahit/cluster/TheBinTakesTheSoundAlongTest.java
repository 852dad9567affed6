package com.quotahit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.actors.workspace.WorkspaceChanges;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort.Key;
import com.quotahit.core.voice.RecordingStorePort.Segment;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.voice.RecordingDirectory;
import com.quotahit.persistence.workspace.ImpersonationTable;
import com.quotahit.persistence.workspace.MembershipTable;
import com.quotahit.persistence.workspace.SecretMarkTable;
import com.quotahit.persistence.workspace.SessionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deleted workspace has said, on the disk of each node, as the product wires it. */
@Tag("store")
class TheBinTakesTheSoundAlongTest {

  private static final Duration IN_THE_BIN = Duration.ofDays(30);
  private static final Blocking BLOCKING =
      new Blocking(
          Map.of(
              "database", new BlockingLimit(4, 100, Duration.ofSeconds(5)),
              "files", new BlockingLimit(2, 10, Duration.ofSeconds(5))));

  @TempDir private Path here;
  @TempDir private Path elsewhere;

  private volatile Duration later = Duration.ZERO;
  private final TestDatabase db = TestDatabase.fresh();
  private final SecureRandom random = new SecureRandom();
  private final IdSource ids = IdSource.uuidV7(this::now, random);
  private final NoticePort notices = new NoticesInMemory();
  private final EntitiesInMemory entities = new EntitiesInMemory(this::now);
  private final Workspaces workspaces = workspaces();
  private final Key gone = new Key(new WorkspaceId(ids.next("wsp")), ids.next("prs"));
  private final Key stays = new Key(new WorkspaceId(ids.next("wsp")), ids.next("prs"));
  private RecordingDirectory recordings;

  private Instant now() {
    return Instant.now().plus(later);
  }

  private Workspaces workspaces() {
    SessionSettings settings =
        new SessionSettings(
            Duration.ofHours(12), Duration.ofDays(30), Duration.ofSeconds(30), 1000);
    LiveSessions sessions =
        new LiveSessions(
            new SessionTable(db.database()),
            EntitlementsPort.EVERYTHING,
            new ImpersonationTable(db.database()),
            BLOCKING,
            notices,
            this::now,
            settings,
            MarkedSecrets.open(
                new SecretMarkTable(db.database()),
                new SealInMemory(),
                random,
                this::now,
                settings.absolute()));
    return new Workspaces(
        entities,
        new MembershipTable(db.database()),
        sessions,
        new WorkspaceChanges(notices),
        BLOCKING,
        ids,
        this::now);
  }

  @BeforeEach
  void two_workspaces_have_a_call_each_and_one_is_deleted() throws IOException {
    recordings = new RecordingDirectory(here);
    for (Key call : List.of(gone, stays)) {
      tell(
          call.workspace(), new WorkspaceCommand.Create("North Wind", new UserId(ids.next("usr"))));
      record(recordings, call);
    }
    tell(gone.workspace(), new WorkspaceCommand.Discard("North Wind", now().plus(IN_THE_BIN)));
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void while_it_can_be_brought_back_its_sound_is_there() throws IOException {
    assertThat(emptied()).isZero();
    assertThat(recordings.find(gone)).isPresent();
  }

  @Test
  void when_its_time_is_over_no_file_of_it_is_left_and_others_keep_theirs() throws IOException {
    thirtyDaysPass();
    assertThat(emptied()).isEqualTo(1);
    assertThat(recordings.find(gone)).isEmpty();
    assertThat(files(here, gone)).isEmpty();
    assertThat(recordings.find(stays)).isPresent();
    assertThat(emptied()).as("once").isZero();
  }

  @Test
  void a_call_that_was_never_joined_goes_as_well() throws IOException {
    Key unfinished = new Key(gone.workspace(), ids.next("prs"));
    said(recordings, unfinished);
    thirtyDaysPass();
    assertThat(emptied()).isEqualTo(1);
    assertThat(files(here, unfinished)).isEmpty();
  }

  @Test
  void a_node_that_did_not_empty_it_deletes_what_it_holds_in_its_next_round() throws IOException {
    RecordingDirectory others = new RecordingDirectory(elsewhere);
    record(others, gone);
    record(others, stays);
    thirtyDaysPass();
    // Of the other one, which keeps its sound for as long as its terms say, this is a new call.
    later = later.minus(IN_THE_BIN);
    assertThat(purged(others)).as("in the bin it keeps its sound").isZero();
    later = later.plus(IN_THE_BIN);
    emptied();
    later = later.minus(IN_THE_BIN);
    assertThat(purged(others)).isEqualTo(1);
    assertThat(others.find(gone)).isEmpty();
    assertThat(files(elsewhere, gone)).isEmpty();
    assertThat(others.find(stays)).isPresent();
  }

  @Test
  void a_call_that_somebody_deleted_is_silent_once_it_can_be_brought_back_no_more()
      throws IOException {
    Key other = new Key(stays.workspace(), ids.next("prs"));
    record(recordings, other);
    deleted(stays, "2 hours");
    assertThat(purged(recordings)).as("in the bin it keeps its sound").isZero();
    assertThat(recordings.find(stays)).isPresent();
    deleted(stays, "-2 hours");
    assertThat(purged(recordings)).isEqualTo(1);
    assertThat(recordings.find(stays)).isEmpty();
    assertThat(recordings.find(other)).isPresent();
    assertThat(purged(recordings)).as("once").isZero();
  }

  private int emptied() {
    return OperationsWiring.bin(db.database(), workspaces, recordings, BLOCKING, this::now)
        .empty()
        .toCompletableFuture()
        .join();
  }

  private int purged(RecordingDirectory store) {
    return OperationsWiring.retention(db.database(), entities, store, BLOCKING, this::now)
        .purge()
        .toCompletableFuture()
        .join();
  }

  /** For the workspace and for its row, which goes by the clock of the database. */
  private void thirtyDaysPass() {
    later = IN_THE_BIN.plusMinutes(1);
    db.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                "UPDATE workspace SET deleted_until = now() - interval '1 minute'"
                    + " WHERE workspace_id = ?",
                gone.workspace().value()));
  }

  /** Somebody put the call into the bin, until so much later than now. */
  private void deleted(Key call, String later) {
    db.database()
        .tenants()
        .useWorkspace(
            call.workspace(),
            handle ->
                handle.execute(
                    """
                    INSERT INTO practice_session (workspace_id, id, learner_id, mode, persona_id,
                      scenario_id, focus, difficulty, time_limit_s, hints, context_ids, language,
                      state, created_at, revision, discarded_until)
                    VALUES (?, ?, 'usr_1', 'voice', 'p', 's', 'f', 'd', 60, 'off', '{}', 'en',
                      'ended', now(), 1, now() + CAST(? AS interval))
                    ON CONFLICT (workspace_id, id) DO UPDATE
                      SET discarded_until = excluded.discarded_until
                    """,
                    call.workspace().value(),
                    call.session(),
                    later));
  }

  private void tell(WorkspaceId workspace, WorkspaceCommand command) {
    assertThat(
            workspaces
                .tell(
                    workspace,
                    command,
                    new Directive(
                        ids.next("cmd"), now().plusSeconds(10), new By.Platform("test"), "test"))
                .toCompletableFuture()
                .join())
        .isInstanceOf(Reply.Done.class);
  }

  private static void record(RecordingDirectory store, Key call) throws IOException {
    said(store, call);
    assertThat(store.join(call)).isPresent();
  }

  private static void said(RecordingDirectory store, Key call) throws IOException {
    byte[] second = new byte[24_000 * 2 * 2];
    try (Segment segment = store.open(call, 1, 0)) {
      segment.append(second, 0, second.length);
    }
  }

  private static List<Path> files(Path root, Key call) throws IOException {
    Path folder = root.resolve(call.workspace().value());
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }
}

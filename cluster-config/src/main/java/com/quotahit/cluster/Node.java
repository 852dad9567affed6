package com.quotahit.cluster;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.engine.Kind;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.actors.practice.PracticeKind;
import com.quotahit.actors.practice.PracticeMind;
import com.quotahit.actors.practice.VoicePreparation;
import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.voice.Calls;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.actors.voice.VoiceMeters;
import com.quotahit.actors.voice.VoicePipeline;
import com.quotahit.actors.voice.VoiceSettings;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.json.BuyerContent;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.TicketPort;
import com.quotahit.core.workspace.InstallationSetting;
import com.quotahit.http.edge.Edge;
import com.quotahit.http.edge.EdgeServer;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.EndpointTable;
import com.quotahit.http.edge.RequestMeter;
import com.quotahit.http.media.MediaServer;
import com.quotahit.http.media.MediaSettings;
import com.quotahit.http.practice.VoiceLines;
import com.quotahit.http.workspace.InstallationEndpoints;
import com.quotahit.http.workspace.InstallationWire;
import com.quotahit.persistence.billing.BillingJournal;
import com.quotahit.persistence.journal.JournalNames;
import com.quotahit.persistence.practice.PracticeJournal;
import com.quotahit.persistence.practice.PracticeProjection;
import com.quotahit.persistence.voice.RecordingDirectory;
import com.quotahit.persistence.voice.TicketTable;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.IdempotencyTable;
import com.quotahit.persistence.workspace.MembershipProjection;
import com.quotahit.persistence.workspace.WorkspaceJournals;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/** A running node: everything built with plain constructors, joined and bound. */
public final class Node {

  static final List<JournalNames<?>> JOURNAL =
      List.of(
          WorkspaceJournals.USER,
          WorkspaceJournals.WORKSPACE,
          PracticeJournal.NAMES,
          BillingJournal.NAMES);

  private static final Duration DRAIN = Duration.ofSeconds(8);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration LONGEST_START = Duration.ofSeconds(120);

  private final String publicUrl;
  private final ActorSystem<?> system;

  private Node(String publicUrl, ActorSystem<?> system) {
    this.publicUrl = publicUrl;
    this.system = system;
  }

  public String publicUrl() {
    return publicUrl;
  }

  /** Moves calls and entities elsewhere, then ends the process. */
  void leave() {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
  }

  /** Builds from the ground up: database, actors, faculties, features, doors. */
  public static Node start(Config config) throws Exception {
    EdgeSettings edge = EdgeSettings.from(config);
    Foundation base = Foundation.lay(config, JOURNAL);
    try {
      CompletableFuture<Void> serving = new CompletableFuture<>();
      OperationsWiring operations = OperationsWiring.of(base);
      await(operations.open());
      CompletionStage<?> joined = base.join();
      PracticeCatalog catalog = PracticeContent.shipped();
      MediaLoops loops = new MediaLoops(0).servingAsDispatchersOf(base.system());
      base.atLast("close-media-loops", loops::close);
      Faculties faculties =
          await(
              Faculties.gather(
                  base, loops, catalog.pronunciations(), serving, speech -> mind(catalog, speech)));
      await(joined);
      open(base, edge, catalog, loops, faculties);
      operations.readiness().started();
      serving.complete(null);
      return new Node(edge.publicUrl().toString(), base.system());
    } catch (Exception failure) {
      base.system().terminate();
      throw failure;
    }
  }

  private static void open(
      Foundation base,
      EdgeSettings edge,
      PracticeCatalog catalog,
      MediaLoops loops,
      Faculties faculties)
      throws Exception {
    SealKeeper seals = SealWiring.of(base);
    ShardedEntities entities = base.entities(kinds());
    CompletionStage<?> warm = entities.warmUp(WARM_UP);
    base.projections().start(WorkspaceJournals.WORKSPACE, new MembershipProjection());
    base.projections().start(PracticeJournal.NAMES, new PracticeProjection());
    VoicePreparation.of(catalog, faculties.speech().readySpeech());
    TicketPort tickets = new TicketTable(base.database().tenants());
    RecordingStorePort recordings =
        new RecordingDirectory(
            Path.of(base.config().getString("quotahit.database.directory"), "recordings"));
    OperationsWiring.retention(base, entities, recordings);
    MailWiring mail = MailWiring.of(base, edge, seals);
    BillingWiring billing = BillingWiring.of(base, edge, entities);
    WorkspaceWiring workspace =
        WorkspaceWiring.of(base, edge, entities, mail.mail(), seals, billing.entitlements());
    OperationsWiring.bin(base, workspace.people().workspaces(), recordings);
    Calls calls = new Calls();
    workspace.sessions().whenEnded(calls::cutOff);
    workspace.people().keys().whenRevoked(calls::cutOff);
    NotificationsWiring notifications =
        NotificationsWiring.of(
            base, edge, mail, seals, new AuditTable(base.database()), workspace.live());
    ModelsWiring models =
        ModelsWiring.of(
            base,
            entities,
            seals,
            faculties,
            await(StandIns.start(base, faculties.mind(), faculties.openAiStandIn())),
            new AuditTable(base.database()),
            workspace.live(),
            notifications.news());
    CallLines lines = CallLines.of(base.config(), faculties, models::speaksWithOwnKey);
    PracticeWiring practice =
        new PracticeWiring(base, entities, catalog, calls, workspace.people().teams(), models);
    VoicePipeline pipeline =
        new VoicePipeline(
            base.system(),
            calls,
            new VoiceMeters(base.meters(), calls),
            VoiceSettings.read(base.config()),
            Optional.of(recordings));
    MediaServer media =
        new MediaServer(
            MediaSettings.read(base.config()),
            tickets,
            Map.of(VoiceLines.KIND, practice.start(faculties, lines, recordings)),
            pipeline,
            loops);
    drainAtShutdown(base, media);
    List<Endpoint<?, ?>> endpoints = new ArrayList<>(workspace.endpoints());
    endpoints.addAll(
        practice.endpoints(edge, faculties, lines, tickets, recordings, billing.allowances()));
    endpoints.addAll(notifications.endpoints());
    practice.tell(workspace.live(), notifications.news());
    workspace.signIn().tell(notifications.news());
    endpoints.addAll(models.endpoints());
    AdministrationWiring administration =
        AdministrationWiring.of(base, entities, workspace, notifications.news(), seals);
    endpoints.addAll(administration.endpoints());
    await(administration.installation().look());
    endpoints.addAll(
        new InstallationEndpoints(() -> installation(administration, models, lines)).all());
    endpoints.addAll(billing.endpoints());
    billing.tell(notifications.news());
    await(warm);
    await(
        EdgeServer.open(
            new Edge.Parts(
                base.system(),
                edge,
                new EndpointTable(endpoints),
                workspace.people().door(workspace.sessions()),
                workspace.people().rates(),
                new IdempotencyTable(base.database()),
                administration.audit(),
                administration.installation()::on,
                base.blocking(),
                base.clock(),
                base.random(),
                new RequestMeter(base.meters())),
            edge.mediaPort(),
            billing.pages()));
  }

  /** It learns what the scenarios talk about once nobody waits for the models to load. */
  private static PracticeMind mind(PracticeCatalog catalog, EmbeddedSpeech speech) {
    PracticeMind mind = new PracticeMind(catalog, BuyerContent.shipped(), speech.embedder());
    speech.ready().thenCompose(_ -> mind.warm());
    return mind;
  }

  /** Calls move to other nodes before this one stops serving. */
  private static void drainAtShutdown(Foundation base, MediaServer media) {
    CoordinatedShutdown.get(base.system())
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "drain-calls",
            () -> media.drain(DRAIN).thenApply(_ -> Done.getInstance()));
    base.atEnd("close-media", media::close);
  }

  private static List<Kind<?, ?, ?, ?>> kinds() {
    List<Kind<?, ?, ?, ?>> kinds = new ArrayList<>(WorkspaceKinds.ALL);
    kinds.add(PracticeKind.SESSION);
    kinds.add(BillingKind.BILLING);
    return kinds;
  }

  private static InstallationWire installation(
      AdministrationWiring administration, ModelsWiring models, CallLines lines) {
    boolean simulated = !models.speaksWithOwnKey();
    return new InstallationWire(
        administration.installation().text(InstallationSetting.INSTALLATION_NAME),
        "0.1.0",
        simulated,
        simulated ? List.of("llm", "realtime-voice") : List.of(),
        new InstallationWire.Voice(lines.capacity() > 0, lines.engines(), lines.capacity()));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
  }
}

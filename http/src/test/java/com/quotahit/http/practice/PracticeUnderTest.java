package com.quotahit.http.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.practice.BuyerCasting;
import com.quotahit.actors.practice.BuyerPrompt;
import com.quotahit.actors.practice.CallAnnouncement;
import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.practice.CallNews;
import com.quotahit.actors.practice.ContextReading;
import com.quotahit.actors.practice.ContextSettings;
import com.quotahit.actors.practice.PracticeDesk;
import com.quotahit.actors.practice.PracticeKind;
import com.quotahit.actors.practice.PracticeSettings;
import com.quotahit.actors.practice.ScoringProcess;
import com.quotahit.actors.practice.ScriptCoach;
import com.quotahit.actors.practice.SessionGrading;
import com.quotahit.actors.practice.TypedConversation;
import com.quotahit.actors.practice.WebsiteReader;
import com.quotahit.actors.voice.Calls;
import com.quotahit.actors.workspace.TeamReach;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.VoiceCapacity;
import com.quotahit.core.workspace.AllowancePort;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Sessions;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.practice.ContextTable;
import com.quotahit.persistence.practice.PracticeDueTable;
import com.quotahit.persistence.practice.PracticeProjection;
import com.quotahit.persistence.practice.PracticeQueries;
import com.quotahit.persistence.voice.RecordingDirectory;
import com.quotahit.persistence.voice.TicketTable;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/**
 * Practice behind the real edge, on a real database; entities in memory, and a model that is told
 * what to say.
 */
public final class PracticeUnderTest implements AutoCloseable {

  /** What other features' endpoints may be built on, to stand beside those of practice. */
  public record Ground(ActorTestKit kit, TestDatabase database, EntitiesInMemory entities) {}

  /** Endpoints beside those of practice, and who knows the sessions that they begin. */
  public record Neighbours(List<Endpoint<?, ?>> endpoints, Optional<Sessions> sessions) {
    static final Neighbours NONE = new Neighbours(List.of(), Optional.empty());
  }

  final ScriptedModel model = new ScriptedModel();
  final TestDatabase database = TestDatabase.fresh();

  final EntitiesInMemory entities;
  final EdgeUnderTest edge;
  final RecordingDirectory recordings;
  final ScoringProcess scoring;
  final AnnouncedCalls announced = new AnnouncedCalls();
  final Calls calls = new Calls();
  private final BuyerCasting casting;
  private final CallNews news;
  volatile int voiceLines = 1;

  PracticeUnderTest(Path directory) throws Exception {
    this(directory, _ -> Neighbours.NONE);
  }

  public PracticeUnderTest(Path directory, Function<Ground, Neighbours> beside) throws Exception {
    this(directory, beside, Optional.empty());
  }

  /**
   * @param engines who holds the other side of calls; empty where no call comes
   */
  PracticeUnderTest(
      Path directory, Function<Ground, Neighbours> beside, Optional<CallEngines> engines)
      throws Exception {
    ActorTestKit kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider=local")
                .withFallback(ConfigFactory.load()));
    Config config = kit.system().settings().config();
    InstantSource clock = InstantSource.system();
    TenantScope tenants = database.database().tenants();
    Blocking blocking = new Blocking(BlockingLimit.from(config));
    PracticeProjection projection = new PracticeProjection();
    EntitiesInMemory entities =
        new EntitiesInMemory(clock)
            .listen((kind, id, revision, entry) -> {
              if (kind.equals(PracticeKind.SESSION)) {
                tenants.useWorkspace(
                    id.workspace(),
                    handle -> projection.apply(handle, id, revision, practice(entry)));
              }
            });
    PracticeCatalog catalog = PracticeContent.shipped();
    ContextTable shelf = new ContextTable(tenants);
    PracticeQueries queries = new PracticeQueries(tenants);
    PracticeSettings settings = PracticeSettings.from(config);
    ContextSettings contexts = ContextSettings.from(config);
    casting = new BuyerCasting(catalog, shelf, (_, _) -> Optional.of("Ann Sample"), blocking);
    news = new CallNews(kit.system(), calls);
    recordings = new RecordingDirectory(directory);
    VoiceLines lines = new VoiceLines(tickets(), _ -> new Lines(), Optional.empty(), 8081, false);
    TeamReach teams = new TeamReach(entities, clock, java.time.Duration.ZERO);
    PracticeParts parts =
        new PracticeParts(
            entities,
            blocking,
            queries,
            catalog,
            recordings,
            lines,
            engines
                .map(mine -> new CallAnnouncement(mine, catalog, announced))
                .orElseGet(() -> announced.in(catalog)),
            news,
            teams);
    this.entities = entities;
    ContextReading reading =
        new ContextReading(
            blocking,
            contexts,
            new WebsiteReader(
                kit.system(),
                _ -> CompletableFuture.completedStage(List.of(new byte[] {127, 0, 0, 1})),
                contexts.website(),
                SSLContext.getDefault()));
    scoring =
        new ScoringProcess(
            new ScoringProcess.Parts(
                entities,
                blocking,
                catalog,
                casting,
                queries,
                new PracticeDueTable(tenants),
                recordings,
                new SessionGrading(LanguageModelsPort.only(model), settings.gradingTimeout()),
                settings,
                clock));
    List<Endpoint<?, ?>> endpoints = new ArrayList<>(CatalogEndpoints.of(catalog));
    endpoints.addAll(new SessionEndpoints(parts, shelf, AllowancePort.UNLIMITED).all());
    endpoints.addAll(
        new TypedTurnEndpoints(
                parts,
                new TypedConversation(
                    kit.system(),
                    entities,
                    LanguageModelsPort.only(model),
                    casting,
                    BuyerPrompt::instructions,
                    settings,
                    clock))
            .all());
    endpoints.addAll(new HistoryEndpoints(parts).all());
    endpoints.addAll(new RecordingEndpoints(parts).all());
    endpoints.addAll(
        new ContextEndpoints(kit.system(), blocking, shelf, reading, contexts, teams).all());
    Neighbours neighbours = beside.apply(new Ground(kit, database, entities));
    endpoints.addAll(neighbours.endpoints());
    edge = new EdgeUnderTest(kit, endpoints, Optional.empty(), neighbours.sessions());
  }

  public TestDatabase database() {
    return database;
  }

  public EdgeUnderTest edge() {
    return edge;
  }

  /** A typed session of this person, held, graded, with a recording beside it. */
  public String scoredSession(EdgeUnderTest.Client learner, WorkspaceId workspace)
      throws IOException {
    String base = "/api/v1/practice/sessions";
    JsonNode scenario = learner.get("/api/v1/practice/scenarios").json().at("/items/0");
    String id =
        learner
            .post(
                base,
                """
                {"mode":"text","personaId":"%s","scenarioId":"%s","focus":"discovery",
                 "difficulty":"easy","seed":7}
                """
                    .formatted(scenario.at("/personaIds/0").asText(), scenario.path("id").asText()))
            .json()
            .path("id")
            .asText();
    for (int i = 0; i < 4; i++) {
      model.answers.add("Yes?");
      learner.post(
          base + "/" + id + "/turns", "{\"text\":\"What would help you, number " + i + "?\"}");
    }
    learner.post(base + "/" + id + "/end", "");
    model.answers.add("{\"grades\":[]}");
    score(workspace, id);
    RecordingStorePort.Key key = new RecordingStorePort.Key(workspace, id);
    try (RecordingStorePort.Segment segment = recordings.open(key, 1, 0)) {
      segment.append(new byte[96_000], 0, 96_000);
    }
    recordings.join(key);
    return id;
  }

  /** Brings a file as a browser's form does. */
  EdgeUnderTest.Reply upload(EdgeUnderTest.Client learner, String name, String content) {
    String boundary = "----part";
    String form =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            + content
            + "\r\n--"
            + boundary
            + "--\r\n";
    HttpRequest request =
        learner.request(
            "POST",
            "/api/v1/practice/contexts",
            form,
            "Content-Type",
            "multipart/form-data; boundary=" + boundary);
    return edge.answer(request);
  }

  void score(WorkspaceId workspace, String session) {
    scoring
        .score(workspace, new SessionId(session))
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  @SuppressWarnings("unchecked")
  private static Recorded<PracticeEvent> practice(Recorded<?> entry) {
    return (Recorded<PracticeEvent>) entry;
  }

  TicketTable tickets() {
    return new TicketTable(database.database().tenants());
  }

  /** Answers calls as the product does, with as many lines as are asked for. */
  PracticeDesk desk(CallEngines engines) {
    InstantSource clock = InstantSource.system();
    return new PracticeDesk(
        new PracticeDesk.Parts(
            edge.kit().system(),
            entities,
            casting,
            BuyerPrompt::instructions,
            engines,
            _ -> new EndlessLines(),
            new ScriptCoach(
                entities,
                _ -> {
                  throw new IllegalStateException("nobody reads from a script");
                },
                calls,
                clock),
            news,
            "here",
            clock,
            new SecureRandom()));
  }

  private static final class EndlessLines implements VoiceCapacity {
    @Override
    public int capacity() {
      return 1_000;
    }

    @Override
    public int inUse() {
      return 0;
    }

    @Override
    public Optional<Lease> tryAcquire() {
      return Optional.of(() -> {});
    }
  }

  private final class Lines implements VoiceCapacity {
    @Override
    public int capacity() {
      return voiceLines;
    }

    @Override
    public int inUse() {
      return 0;
    }

    @Override
    public Optional<Lease> tryAcquire() {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    edge.close();
    database.close();
  }
}

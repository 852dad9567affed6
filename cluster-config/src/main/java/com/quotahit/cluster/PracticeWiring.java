package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.practice.BuyerCasting;
import com.quotahit.actors.practice.BuyerPrompt;
import com.quotahit.actors.practice.CallAnnouncement;
import com.quotahit.actors.practice.CallNews;
import com.quotahit.actors.practice.ClusterNodes;
import com.quotahit.actors.practice.ContextReading;
import com.quotahit.actors.practice.ContextSettings;
import com.quotahit.actors.practice.PracticeCareProcess;
import com.quotahit.actors.practice.PracticeDesk;
import com.quotahit.actors.practice.PracticeSettings;
import com.quotahit.actors.practice.ScoreNewsProcess;
import com.quotahit.actors.practice.ScoringProcess;
import com.quotahit.actors.practice.ScriptCoach;
import com.quotahit.actors.practice.SessionGrading;
import com.quotahit.actors.practice.SessionNewsProcess;
import com.quotahit.actors.practice.SystemResolver;
import com.quotahit.actors.practice.TypedConversation;
import com.quotahit.actors.practice.WebsiteReader;
import com.quotahit.actors.voice.CallDesk;
import com.quotahit.actors.voice.Calls;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeDuePort;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.TicketPort;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.AllowancePort;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.TeamsPort;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.practice.CatalogEndpoints;
import com.quotahit.http.practice.ContextEndpoints;
import com.quotahit.http.practice.HistoryEndpoints;
import com.quotahit.http.practice.PracticeParts;
import com.quotahit.http.practice.RecordingEndpoints;
import com.quotahit.http.practice.SessionEndpoints;
import com.quotahit.http.practice.TypedTurnEndpoints;
import com.quotahit.http.practice.VoiceLines;
import com.quotahit.persistence.practice.ContextTable;
import com.quotahit.persistence.practice.PracticeDueTable;
import com.quotahit.persistence.practice.PracticeJournal;
import com.quotahit.persistence.practice.PracticeQueries;
import com.quotahit.persistence.workspace.AccountTable;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Builds the practice feature: buyers, conversations, sessions, context, history. */
final class PracticeWiring {

  private final Foundation base;
  private final TeamsPort teams;
  private final Entities entities;
  private final PracticeCatalog catalog;
  private final ContextShelfPort shelf;
  private final PracticeQueries queries;
  private final BuyerCasting casting;
  private final PracticeSettings settings;
  private final Calls calls;
  private final CallNews news;
  private final ModelsWiring models;

  PracticeWiring(
      Foundation base,
      Entities entities,
      PracticeCatalog catalog,
      Calls calls,
      TeamsPort teams,
      ModelsWiring models) {
    this.base = base;
    this.models = models;
    this.teams = teams;
    this.entities = entities;
    this.catalog = catalog;
    this.shelf = new ContextTable(base.database().tenants());
    this.queries = new PracticeQueries(base.database().tenants());
    AccountsPort accounts = new AccountTable(base.database());
    this.casting =
        new BuyerCasting(
            catalog,
            shelf,
            (workspace, learner) ->
                accounts.profile(learner, workspace).map(AccountsPort.Profile::name),
            base.blocking());
    this.settings = PracticeSettings.from(base.config());
    this.calls = calls;
    this.news = new CallNews(base.system(), calls);
  }

  /** Who answers for practice calls, with the processes that score and look after sessions. */
  CallDesk start(Faculties faculties, CallLines lines, RecordingStorePort recordings) {
    PracticeDuePort due = new PracticeDueTable(base.database().tenants());
    ScoringProcess scoring =
        new ScoringProcess(
            new ScoringProcess.Parts(
                entities,
                base.blocking(),
                catalog,
                casting,
                queries,
                due,
                recordings,
                new SessionGrading(models.words(), settings.gradingTimeout()),
                settings,
                base.clock()));
    OperationsWiring.startWork(
        base,
        "practice-care",
        PracticeCareProcess.create(
            new PracticeCareProcess.Parts(
                entities,
                base.blocking(),
                due,
                scoring,
                news,
                ClusterNodes.living(base.system()),
                settings,
                base.clock())));
    return new PracticeDesk(
        new PracticeDesk.Parts(
            base.system(),
            entities,
            casting,
            BuyerPrompt::instructions,
            faculties.engines(models),
            lines::of,
            new ScriptCoach(entities, faculties.speech().embedder(), calls, base.clock()),
            news,
            ClusterNodes.self(base.system()),
            base.clock(),
            base.random()));
  }

  /** Open screens hear when a session of theirs moves on, and people when it is graded. */
  void tell(LiveEventsPort screens, NotifyPort notify) {
    SessionNewsProcess process =
        new SessionNewsProcess(entities, base.blocking(), queries, screens, base.clock());
    base.processes()
        .hear("practice-session-news", PracticeJournal.KIND, PracticeEvent.class, process::hear);
    ScoreNewsProcess scores =
        new ScoreNewsProcess(entities, base.blocking(), catalog, notify, base.clock());
    base.processes()
        .hear("practice-score-news", PracticeJournal.KIND, PracticeEvent.class, scores::hear);
  }

  List<Endpoint<?, ?>> endpoints(
      EdgeSettings edge,
      Faculties faculties,
      CallLines lines,
      TicketPort tickets,
      RecordingStorePort recordings,
      AllowancePort allowances) {
    PracticeParts parts =
        new PracticeParts(
            entities,
            base.blocking(),
            queries,
            catalog,
            recordings,
            new VoiceLines(tickets, lines::of, edge.mediaOrigin(), edge.mediaPort(), edge.https()),
            new CallAnnouncement(
                faculties.engines(models), catalog, faculties.speech().readySpeech()),
            news,
            teams);
    ContextSettings contexts = ContextSettings.from(base.config());
    List<Endpoint<?, ?>> all = new ArrayList<>(CatalogEndpoints.of(catalog));
    all.addAll(new SessionEndpoints(parts, shelf, allowances).all());
    all.addAll(new TypedTurnEndpoints(parts, typed()).all());
    all.addAll(new HistoryEndpoints(parts).all());
    all.addAll(new RecordingEndpoints(parts).all());
    all.addAll(
        new ContextEndpoints(
                base.system(), base.blocking(), shelf, reading(contexts), contexts, teams)
            .all());
    return all;
  }

  private TypedConversation typed() {
    return new TypedConversation(
        base.system(),
        entities,
        models.words(),
        casting,
        BuyerPrompt::instructions,
        settings,
        base.clock());
  }

  private ContextReading reading(ContextSettings settings) {
    try {
      return new ContextReading(
          base.blocking(),
          settings,
          new WebsiteReader(
              base.system(),
              new SystemResolver(base.blocking()),
              settings.website(),
              SSLContext.getDefault()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a JDK without TLS", impossible);
    }
  }
}

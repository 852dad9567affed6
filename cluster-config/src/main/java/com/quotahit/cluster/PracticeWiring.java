package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.practice.BuyerCasting;
import com.quotahit.actors.practice.BuyerPrompt;
import com.quotahit.actors.practice.ContextReading;
import com.quotahit.actors.practice.ContextSettings;
import com.quotahit.actors.practice.PracticeSettings;
import com.quotahit.actors.practice.SystemResolver;
import com.quotahit.actors.practice.TypedConversation;
import com.quotahit.actors.practice.WebsiteReader;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.TicketPort;
import com.quotahit.core.voice.VoiceCapacity;
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
import com.quotahit.persistence.practice.PracticeQueries;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Builds the practice feature: buyers, conversations, sessions, context, history. */
final class PracticeWiring {

  private final Foundation base;
  private final Entities entities;
  private final PracticeCatalog catalog;
  private final ContextShelfPort shelf;
  private final PracticeQueries queries;

  PracticeWiring(Foundation base, Entities entities, PracticeCatalog catalog) {
    this.base = base;
    this.entities = entities;
    this.catalog = catalog;
    this.shelf = new ContextTable(base.database().tenants());
    this.queries = new PracticeQueries(base.database().tenants());
  }

  List<Endpoint<?, ?>> endpoints(
      EdgeSettings edge,
      Faculties faculties,
      VoiceCapacity capacity,
      TicketPort tickets,
      RecordingStorePort recordings) {
    PracticeParts parts =
        new PracticeParts(
            entities,
            base.blocking(),
            queries,
            catalog,
            recordings,
            new VoiceLines(tickets, capacity, edge.mediaOrigin(), edge.mediaPort(), edge.https()));
    ContextSettings contexts = ContextSettings.from(base.config());
    List<Endpoint<?, ?>> all = new ArrayList<>(CatalogEndpoints.of(catalog));
    all.addAll(new SessionEndpoints(parts, shelf).all());
    all.addAll(new TypedTurnEndpoints(parts, typed(faculties)).all());
    all.addAll(new HistoryEndpoints(parts).all());
    all.addAll(new RecordingEndpoints(parts).all());
    all.addAll(
        new ContextEndpoints(base.system(), base.blocking(), shelf, reading(contexts), contexts)
            .all());
    return all;
  }

  private TypedConversation typed(Faculties faculties) {
    return new TypedConversation(
        base.system(),
        entities,
        faculties.model(),
        new BuyerCasting(catalog, shelf, base.blocking()),
        BuyerPrompt::instructions,
        PracticeSettings.from(base.config()),
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

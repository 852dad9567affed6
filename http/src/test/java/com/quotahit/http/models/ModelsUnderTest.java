package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.models.Catalogue;
import com.quotahit.actors.models.Gateway;
import com.quotahit.actors.models.KeyBook;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.actors.models.ModelSettings;
import com.quotahit.actors.models.PlatformKeys;
import com.quotahit.actors.models.ProviderPlaces;
import com.quotahit.actors.models.ShippedCatalogue;
import com.quotahit.actors.providers.anthropic.AnthropicChat;
import com.quotahit.actors.providers.deepgram.DeepgramKeys;
import com.quotahit.actors.providers.elevenlabs.ElevenLabsKeys;
import com.quotahit.actors.providers.openai.OpenAiChat;
import com.quotahit.actors.providers.openrouter.OpenRouterKeys;
import com.quotahit.actors.providers.perplexity.PerplexityKeys;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.smtp.SmtpKeys;
import com.quotahit.actors.providers.tavily.TavilySearch;
import com.quotahit.actors.providers.tink.TinkSeal;
import com.quotahit.actors.providers.twilio.TwilioKeys;
import com.quotahit.actors.sandbox.anthropic.AnthropicStandIn;
import com.quotahit.actors.sandbox.keys.KeysStandIn;
import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.OpenAiSandboxSettings;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.actors.sandbox.openrouter.OpenRouterStandIn;
import com.quotahit.actors.sandbox.perplexity.PerplexityStandIn;
import com.quotahit.actors.sandbox.rest.StandInServer;
import com.quotahit.actors.sandbox.tavily.TavilyStandIn;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.KeyStatus;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.ProviderKeysPort;
import com.quotahit.core.models.SimulatedMindPort;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.models.BudgetTable;
import com.quotahit.persistence.models.CatalogueTable;
import com.quotahit.persistence.models.ProviderKeyTable;
import com.quotahit.persistence.models.UsageTable;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.MembershipTable;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/**
 * Keys and gateway as wired in the product, with the production clients against every provider's
 * stand-in, on a database of its own. Several may share one to play several nodes.
 */
public final class ModelsUnderTest implements AutoCloseable {

  /** An answer of twelve words, whatever was asked. */
  public static final String ANSWER =
      "Ask what they compare you with before you say anything about price.";

  /** The model that hears and speaks. */
  public static final String SPEAKS = "openai/gpt-realtime-2.1";

  /** The model that writes down what is said to it. */
  public static final String WRITES = "openai/gpt-live-transcribe";

  public volatile Duration later = Duration.ZERO;
  public final TestDatabase db;
  public final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider=local")
              .withFallback(ConfigFactory.load()));
  public final OpenAiSandbox.Running openAi;
  public final StandInServer.Running others;
  public final NoticesInMemory notices;
  public final SealPort seal;
  public final ProviderKeyTable keyTable;
  public final BudgetTable budgets;
  public final UsageTable usage;
  public final CatalogueTable catalogueTable;
  public final KeyBook book;
  public final KeyCare keys;
  public final Catalogue catalogue;
  public final Gateway gateway;
  public final OpenAiChat openAiChat;
  public final AnthropicChat anthropicChat;
  public final ProviderTransport transport;
  public final List<KeyStatus> statusNews = new CopyOnWriteArrayList<>();
  public final List<Budget> budgetNews = new CopyOnWriteArrayList<>();
  public final List<Endpoint<?, ?>> endpoints;
  public final EdgeUnderTest edge;
  private final boolean ownDatabase;
  private final boolean paid;
  public final Blocking blocking =
      new Blocking(
          Map.of(
              "database", new BlockingLimit(6, 1000, Duration.ofSeconds(5)),
              "provider", new BlockingLimit(16, 100, Duration.ofSeconds(5))));

  public ModelsUnderTest(String... settings) {
    this(
        TestDatabase.fresh(12),
        new NoticesInMemory(),
        TinkSeal.fresh(new SecureRandom()),
        true,
        false,
        settings);
  }

  private ModelsUnderTest(boolean paid, String... settings) {
    this(
        TestDatabase.fresh(12),
        new NoticesInMemory(),
        TinkSeal.fresh(new SecureRandom()),
        true,
        paid,
        settings);
  }

  /** With the stand-ins of OpenAI and OpenRouter in their places, so that answers count as paid. */
  public static ModelsUnderTest paid(String... settings) {
    return new ModelsUnderTest(true, settings);
  }

  /** Another node beside this one. */
  public ModelsUnderTest besideIt(String... more) {
    return new ModelsUnderTest(db, notices, seal, false, paid, more);
  }

  private ModelsUnderTest(
      TestDatabase db,
      NoticesInMemory notices,
      SealPort seal,
      boolean ownDatabase,
      boolean paid,
      String... more) {
    this.paid = paid;
    this.db = db;
    this.notices = notices;
    this.seal = seal;
    this.ownDatabase = ownDatabase;
    Config config = ConfigFactory.load();
    SimulatedMindPort mind = (_, _, _) -> CompletableFuture.completedFuture(ANSWER);
    this.openAi =
        await(
            OpenAiSandbox.start(
                kit.system(),
                OpenAiSandboxSettings.read(config).zeroDelay(),
                new ToneSpeech().answers(ANSWER).faculties(),
                this::now));
    this.others =
        await(
            StandInServer.start(
                kit.system(),
                0,
                List.of(
                    new AnthropicStandIn(mind, Duration.ZERO),
                    new OpenRouterStandIn(mind, Duration.ZERO),
                    new PerplexityStandIn(mind, Duration.ZERO),
                    new TavilyStandIn(),
                    new KeysStandIn(Provider.ELEVENLABS),
                    new KeysStandIn(Provider.DEEPGRAM),
                    new KeysStandIn(Provider.TWILIO))));
    ModelSettings settings =
        ModelSettings.from(
            ConfigFactory.parseString(
                    "quotahit.models.opened-hosts=\"127.0.0.1,localhost\""
                        + "\nquotahit.models.first-token-timeout=2s"
                        + "\nquotahit.models.idle-timeout=1s\n"
                        + (paid
                            ? "quotahit.models.providers.openai.base-url=\""
                                + openAi.baseUrl()
                                + "\"\nquotahit.models.providers.openrouter.base-url=\""
                                + others.at(OpenRouterStandIn.PREFIX)
                                + "\"\n"
                            : "")
                        + String.join("\n", more))
                .withFallback(config)
                .resolve());
    this.transport =
        new ProviderTransport(
            new ProviderTransport.Settings(
                settings.connect(),
                settings.idle(),
                settings.answerBytesMax(),
                settings.idleConnections(),
                settings.guard(),
                settings.openedHosts()));
    this.openAiChat = new OpenAiChat(transport);
    this.anthropicChat = new AnthropicChat(transport, settings.anthropicVersion());
    TavilySearch tavily = new TavilySearch(transport);
    this.keyTable = new ProviderKeyTable(db.database().tenants());
    this.budgets = new BudgetTable(db.database().tenants());
    this.usage = new UsageTable(db.database().tenants());
    this.catalogueTable = new CatalogueTable(db.database());
    PlatformKeys platformKeys = new PlatformKeys(keyTable, seal, blocking, notices, this::now);
    platformKeys.open();
    ProviderPlaces places = new ProviderPlaces(settings, standIns(), Optional.of(platformKeys));
    this.book = new KeyBook(this::terms, blocking, notices, this::now, settings);
    this.keys =
        new KeyCare(
            new KeyCare.Parts(
                keyTable,
                book,
                places,
                Map.of(
                    Provider.OPENAI, openAiChat,
                    Provider.COMPATIBLE, openAiChat,
                    Provider.ANTHROPIC, anthropicChat,
                    Provider.OPENROUTER, new OpenRouterKeys(transport),
                    Provider.PERPLEXITY, new PerplexityKeys(transport),
                    Provider.TAVILY, tavily,
                    Provider.ELEVENLABS, new ElevenLabsKeys(transport),
                    Provider.DEEPGRAM, new DeepgramKeys(transport),
                    Provider.TWILIO, new TwilioKeys(transport),
                    Provider.SMTP,
                        new SmtpKeys(
                            settings.guard(),
                            settings.openedHosts(),
                            settings.connect(),
                            InetAddress::getAllByName,
                            (SSLSocketFactory) SSLSocketFactory.getDefault())),
                seal,
                blocking,
                this::now,
                (ProviderKey key, KeyStatus _) -> statusNews.add(key.status()),
                settings));
    this.catalogue =
        new Catalogue(
            catalogueTable,
            places,
            Map.of(
                Provider.OPENAI, openAiChat,
                Provider.OPENROUTER, openAiChat,
                Provider.ANTHROPIC, anthropicChat),
            blocking,
            notices,
            settings);
    catalogue.open(
        ShippedCatalogue.with(
            List.of(
                ShippedCatalogue.named(SPEAKS, Set.of(CatalogModel.Capability.AUDIO)),
                ShippedCatalogue.beside(WRITES))));
    this.gateway =
        new Gateway(
            new Gateway.Parts(
                book,
                keys,
                catalogue,
                catalogueTable,
                places,
                Map.of(
                    Provider.OPENAI, openAiChat,
                    Provider.COMPATIBLE, openAiChat,
                    Provider.OPENROUTER, openAiChat,
                    Provider.PERPLEXITY, openAiChat,
                    Provider.ANTHROPIC, anthropicChat),
                budgets,
                usage,
                (WorkspaceId _, Budget budget) -> budgetNews.add(budget),
                blocking,
                this::now,
                new SecureRandom(),
                settings));
    AuditTable audit = new AuditTable(db.database());
    this.endpoints = new ArrayList<>();
    endpoints.addAll(new UserKeyEndpoints(keys, audit, blocking, settings.openedHosts()).all());
    endpoints.addAll(
        new PlatformKeyEndpoints(keys, places, audit, blocking, settings.openedHosts()).all());
    endpoints.addAll(new ModelEndpoints(gateway, catalogue, audit, blocking).all());
    endpoints.addAll(new TryEndpoints(gateway).all());
    endpoints.addAll(
        new BudgetEndpoints(budgets, book, new MembershipTable(db.database()), audit, blocking)
            .all());
    endpoints.addAll(new UsageEndpoints(usage, blocking).all());
    this.edge = new EdgeUnderTest(kit, endpoints, Optional.empty(), Optional.empty());
  }

  public Instant now() {
    return Instant.now().plus(later);
  }

  public Map<Provider, URI> standIns() {
    Map<Provider, URI> places = new EnumMap<>(Provider.class);
    if (!paid) {
      places.put(Provider.OPENAI, openAi.baseUrl());
    }
    places.put(Provider.ANTHROPIC, others.at(AnthropicStandIn.PREFIX));
    if (!paid) {
      places.put(Provider.OPENROUTER, others.at(OpenRouterStandIn.PREFIX));
    }
    places.put(Provider.PERPLEXITY, others.at(PerplexityStandIn.PREFIX));
    places.put(Provider.TAVILY, others.at(TavilyStandIn.PREFIX));
    places.put(Provider.ELEVENLABS, others.at("/elevenlabs"));
    places.put(Provider.DEEPGRAM, others.at("/deepgram"));
    places.put(Provider.TWILIO, others.at("/twilio"));
    return places;
  }

  private KeyBook.Terms terms(WorkspaceId workspace) {
    ProviderKeysPort.Shelf shelf = keyTable.ofWorkspace(workspace);
    return new KeyBook.Terms(
        shelf.keys(),
        shelf.levels(),
        catalogueTable.routing(workspace),
        budgets.standing(workspace, YearMonth.from(now().atZone(ZoneOffset.UTC))).stream()
            .map(standing -> standing.budget())
            .toList());
  }

  public static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    gateway.close();
    transport.close();
    edge.close();
    if (ownDatabase) {
      db.close();
    }
  }
}

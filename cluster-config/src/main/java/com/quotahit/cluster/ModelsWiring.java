package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.models.Catalogue;
import com.quotahit.actors.models.Gateway;
import com.quotahit.actors.models.GatewayModels;
import com.quotahit.actors.models.KeyBook;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.actors.models.LeaversKeys;
import com.quotahit.actors.models.ModelSettings;
import com.quotahit.actors.models.PlatformKeys;
import com.quotahit.actors.models.ProviderPlaces;
import com.quotahit.actors.models.ShippedCatalogue;
import com.quotahit.actors.models.SpokenCalls;
import com.quotahit.actors.providers.anthropic.AnthropicChat;
import com.quotahit.actors.providers.deepgram.DeepgramKeys;
import com.quotahit.actors.providers.elevenlabs.ElevenLabsKeys;
import com.quotahit.actors.providers.openai.OpenAiChat;
import com.quotahit.actors.providers.openai.OpenAiSettings;
import com.quotahit.actors.providers.openrouter.OpenRouterKeys;
import com.quotahit.actors.providers.perplexity.PerplexityKeys;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.smtp.SmtpKeys;
import com.quotahit.actors.providers.tavily.TavilySearch;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.providers.twilio.TwilioKeys;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CatalogModel.Capability;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyStatus;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.ProviderKeysPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.models.BudgetEndpoints;
import com.quotahit.http.models.MasterKeyEndpoints;
import com.quotahit.http.models.ModelEndpoints;
import com.quotahit.http.models.PlatformKeyEndpoints;
import com.quotahit.http.models.TryEndpoints;
import com.quotahit.http.models.UsageEndpoints;
import com.quotahit.http.models.UserKeyEndpoints;
import com.quotahit.persistence.models.BudgetTable;
import com.quotahit.persistence.models.CatalogueTable;
import com.quotahit.persistence.models.ProviderKeyTable;
import com.quotahit.persistence.models.UsageTable;
import com.quotahit.persistence.workspace.MembershipTable;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** Builds keys of one's own, the catalogue and the gateway to models. */
record ModelsWiring(
    Gateway gateway,
    ProviderPlaces places,
    SpokenCalls spoken,
    LanguageModelsPort words,
    List<Endpoint<?, ?>> endpoints) {

  private static final Duration REFRESH_LOOK = Duration.ofMinutes(10);
  private static final long MICROS_PER_CENT = 10_000;

  /** What everything here shares. */
  private record Clients(
      ModelSettings settings,
      ProviderTransport transport,
      OpenAiChat openAi,
      AnthropicChat anthropic,
      TavilySearch tavily) {

    static Clients of(Foundation base, ModelSettings settings) {
      ProviderTransport transport =
          new ProviderTransport(
              new ProviderTransport.Settings(
                  settings.connect(),
                  settings.idle(),
                  settings.answerBytesMax(),
                  settings.idleConnections(),
                  settings.guard(),
                  settings.openedHosts()));
      AnthropicChat anthropic = new AnthropicChat(transport, settings.anthropicVersion());
      base.atEnd("close-provider-transport", transport::close);
      return new Clients(
          settings, transport, new OpenAiChat(transport), anthropic, new TavilySearch(transport));
    }
  }

  /**
   * @param faculties what answers where there is no key
   * @param standIns where the stand-ins are that run here
   */
  static ModelsWiring of(
      Foundation base,
      Entities entities,
      SealKeeper seals,
      Faculties faculties,
      Map<Provider, URI> standIns,
      AuditPort audit,
      LiveEventsPort screens,
      NotifyPort news) {
    ModelSettings settings = ModelSettings.from(base.config());
    Clients clients = Clients.of(base, settings);
    NoticePort notices = new ClusterNotices(base.system());
    ProviderKeyTable keyTable = new ProviderKeyTable(base.database().tenants());
    CatalogueTable catalogueTable = new CatalogueTable(base.database());
    BudgetTable budgets = new BudgetTable(base.database().tenants());
    UsageTable usage = new UsageTable(base.database().tenants());
    seals.keeps(keyTable);
    PlatformKeys platformKeys =
        new PlatformKeys(keyTable, seals.seal(), base.blocking(), notices, base.clock());
    platformKeys.open();
    ProviderPlaces places = new ProviderPlaces(settings, standIns, Optional.of(platformKeys));
    KeyBook book =
        new KeyBook(
            workspace -> terms(workspace, keyTable, catalogueTable, budgets, base),
            base.blocking(),
            notices,
            base.clock(),
            settings);
    KeyCare keys =
        new KeyCare(
            new KeyCare.Parts(
                keyTable,
                book,
                places,
                Map.of(
                    Provider.OPENAI, clients.openAi,
                    Provider.COMPATIBLE, clients.openAi,
                    Provider.ANTHROPIC, clients.anthropic,
                    Provider.OPENROUTER, new OpenRouterKeys(clients.transport),
                    Provider.PERPLEXITY, new PerplexityKeys(clients.transport),
                    Provider.TAVILY, clients.tavily,
                    Provider.ELEVENLABS, new ElevenLabsKeys(clients.transport),
                    Provider.DEEPGRAM, new DeepgramKeys(clients.transport),
                    Provider.TWILIO, new TwilioKeys(clients.transport),
                    Provider.SMTP,
                        new SmtpKeys(
                            settings.guard(),
                            settings.openedHosts(),
                            settings.connect(),
                            InetAddress::getAllByName,
                            (SSLSocketFactory) SSLSocketFactory.getDefault())),
                seals.seal(),
                base.blocking(),
                base.clock(),
                (key, _) -> told(base, screens, news, key),
                settings));
    Catalogue catalogue =
        new Catalogue(
            catalogueTable,
            places,
            Map.of(
                Provider.OPENAI, clients.openAi,
                Provider.OPENROUTER, clients.openAi,
                Provider.ANTHROPIC, clients.anthropic),
            base.blocking(),
            notices,
            settings);
    catalogue.open(ShippedCatalogue.with(chosen(faculties.openAi())));
    Gateway gateway =
        new Gateway(
            new Gateway.Parts(
                book,
                keys,
                catalogue,
                catalogueTable,
                places,
                Map.of(
                    Provider.OPENAI, clients.openAi,
                    Provider.COMPATIBLE, clients.openAi,
                    Provider.OPENROUTER, clients.openAi,
                    Provider.PERPLEXITY, clients.openAi,
                    Provider.ANTHROPIC, clients.anthropic),
                budgets,
                usage,
                (workspace, budget) -> told(base, screens, news, workspace, budget),
                base.blocking(),
                base.clock(),
                base.random(),
                settings));
    base.atEnd("close-gateway", gateway::close);
    OperationsWiring.every(base, settings.recheckLook(), "keys", keys::recheckDue);
    OperationsWiring.every(base, settings.recheckLook(), "expired-keys", keys::expireDue);
    base.processes()
        .hear(
            "leavers-keys",
            "workspace",
            WorkspaceEvent.class,
            new LeaversKeys(entities, keys)::hear);
    OperationsWiring.every(base, settings.trusted(), "platform-keys", platformKeys::look);
    OperationsWiring.every(base, REFRESH_LOOK, "models", catalogue::refresh);
    List<Endpoint<?, ?>> endpoints = new ArrayList<>();
    endpoints.addAll(
        new UserKeyEndpoints(keys, audit, base.blocking(), settings.openedHosts()).all());
    endpoints.addAll(
        new PlatformKeyEndpoints(keys, places, audit, base.blocking(), settings.openedHosts())
            .all());
    endpoints.addAll(new ModelEndpoints(gateway, catalogue, audit, base.blocking()).all());
    endpoints.addAll(new TryEndpoints(gateway).all());
    endpoints.addAll(
        new BudgetEndpoints(
                budgets, book, new MembershipTable(base.database()), audit, base.blocking())
            .all());
    endpoints.addAll(new UsageEndpoints(usage, base.blocking()).all());
    endpoints.addAll(new MasterKeyEndpoints(seals, audit, base.blocking()).all());
    return new ModelsWiring(
        gateway,
        places,
        new SpokenCalls(gateway, openAi(faculties.openAi().realtimeModel()), base.ids()),
        new GatewayModels(
            gateway,
            faculties.model(),
            Stream.concat(
                    Stream.of(openAi(faculties.openAi().chatModel())),
                    settings.defaultChain().stream())
                .distinct()
                .toList(),
            base.ids()),
        List.copyOf(endpoints));
  }

  /** Whether the installation itself has a key for speech-to-speech. */
  boolean speaksWithOwnKey() {
    return places.platform(Provider.OPENAI).filter(found -> !found.simulated()).isPresent();
  }

  /** What an operator may have named that no catalogue knows. */
  private static List<CatalogModel> chosen(OpenAiSettings settings) {
    return List.of(
        ShippedCatalogue.named(openAi(settings.chatModel()), Set.of(Capability.JSON)),
        ShippedCatalogue.named(openAi(settings.realtimeModel()), Set.of(Capability.AUDIO)),
        ShippedCatalogue.beside(openAi(settings.transcriptionModel())));
  }

  private static String openAi(String model) {
    return Provider.OPENAI.code() + "/" + model;
  }

  private static KeyBook.Terms terms(
      WorkspaceId workspace,
      ProviderKeyTable keys,
      CatalogueTable catalogue,
      BudgetTable budgets,
      Foundation base) {
    ProviderKeysPort.Shelf shelf = keys.ofWorkspace(workspace);
    return new KeyBook.Terms(
        shelf.keys(),
        shelf.levels(),
        catalogue.routing(workspace),
        budgets
            .standing(
                workspace,
                java.time.YearMonth.from(base.clock().instant().atZone(java.time.ZoneOffset.UTC)))
            .stream()
            .map(standing -> standing.budget())
            .toList());
  }

  /**
   * The key's owner is told on the screen at once, and in the way they have chosen, once a change.
   */
  private static void told(
      Foundation base, LiveEventsPort screens, NotifyPort news, ProviderKey key) {
    if (key.workspace().equals(ProviderKey.INSTALLATION)) {
      return;
    }
    screens.changed(
        key.workspace(),
        key.owner() instanceof KeyOwner.OfUser(UserId user) ? Optional.of(user) : Optional.empty(),
        "models.key-changed",
        Map.of("provider", key.provider().code(), "status", key.status().code()));
    NotifyPort.Audience audience =
        key.owner() instanceof KeyOwner.OfUser(UserId user)
            ? new NotifyPort.Audience.One(user)
            : new NotifyPort.Audience.Holding(Permission.KEYS_MANAGE);
    base.blocking()
        .run(
            "database",
            () -> {
              news.tell(
                  key.workspace(),
                  audience,
                  new News.KeyStatusChanged(
                      key.provider().display(), key.last4(), inWords(key.status())),
                  "key/" + key.id() + "/" + key.version());
              return key;
            });
  }

  private static void told(
      Foundation base,
      LiveEventsPort screens,
      NotifyPort news,
      WorkspaceId workspace,
      Budget budget) {
    screens.changed(
        workspace,
        Optional.empty(),
        "models.budget-nearly-spent",
        Map.of("scope", budget.scope().code(), "id", budget.subject()));
    base.blocking()
        .run(
            "database",
            () -> {
              news.tell(
                  workspace,
                  new NotifyPort.Audience.Holding(Permission.SETTINGS_MANAGE),
                  new News.BudgetReached(
                      budget.scope() == Budget.Scope.WORKSPACE
                          ? "this workspace"
                          : "the " + budget.scope().code() + " " + budget.subject(),
                      budget.softPercent(),
                      budget.month().value() / MICROS_PER_CENT,
                      "USD"),
                  "budget/" + budget.scope().code() + "/" + budget.subject() + "/" + month(base));
              return budget;
            });
  }

  private static String inWords(KeyStatus status) {
    return switch (status) {
      case VALID -> "valid again";
      case UNVERIFIED -> "not verified";
      case INVALID -> "not valid";
      case EXPIRED -> "expired";
      case REVOKED -> "no longer valid";
      case QUOTA_EXHAUSTED -> "out of quota";
    };
  }

  private static YearMonth month(Foundation base) {
    return YearMonth.from(base.clock().instant().atZone(ZoneOffset.UTC));
  }
}

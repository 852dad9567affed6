package com.quotahit.cluster;

import com.quotahit.actors.billing.BillingDesk;
import com.quotahit.actors.billing.BillingNewsProcess;
import com.quotahit.actors.billing.BillingSettings;
import com.quotahit.actors.billing.FreeAllowances;
import com.quotahit.actors.billing.LiveEntitlements;
import com.quotahit.actors.billing.LivePlans;
import com.quotahit.actors.billing.PaymentLookProcess;
import com.quotahit.actors.billing.SubscriptionEnding;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.providers.stripe.StripePayments;
import com.quotahit.actors.providers.stripe.StripeSettings;
import com.quotahit.actors.sandbox.stripe.StripeSandbox;
import com.quotahit.actors.sandbox.stripe.StripeSandboxSettings;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.billing.BillingEvent;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.WebhookSignature;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AllowancePort;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.billing.BillingParts;
import com.quotahit.http.billing.CouponAdminEndpoints;
import com.quotahit.http.billing.EntitlementEndpoints;
import com.quotahit.http.billing.GiftAdminEndpoints;
import com.quotahit.http.billing.PlanAdminEndpoints;
import com.quotahit.http.billing.PurchaseEndpoints;
import com.quotahit.http.billing.StripeWebhookEndpoint;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.OtherPages;
import com.quotahit.persistence.billing.BillingDueTable;
import com.quotahit.persistence.billing.BillingJournal;
import com.quotahit.persistence.billing.BillingProjection;
import com.quotahit.persistence.billing.CouponTable;
import com.quotahit.persistence.billing.CustomerTable;
import com.quotahit.persistence.billing.EndingTable;
import com.quotahit.persistence.billing.PlanTable;
import com.quotahit.persistence.billing.SandboxShelfTable;
import com.quotahit.persistence.billing.UsageTable;
import com.quotahit.persistence.billing.WebhookInboxTable;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AuditTable;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Builds plans and payment. With billing off every module is open, nothing is counted and nobody
 * outside is asked; the endpoints are there all the same and say so.
 */
final class BillingWiring {

  private static final String WEBHOOK = "/api/v1/webhooks/stripe";
  private static final Duration SELDOM = Duration.ofMinutes(5);
  private static final int MONTHS_KEPT = 2;
  private static final int ROUND_ASKED = 24;

  /** Ten times as long as the provider repeats them. */
  private static final Duration NOTICES_KEPT = Duration.ofDays(30);

  /** Whom to ask for money, and how to know its word. */
  private record Provider(
      StripePayments payments,
      WebhookSignature signature,
      OtherPages pages,
      StripeSettings settings) {}

  private final Foundation base;
  private final BillingParts parts;
  private final AtomicReference<BillingNewsPort> listener;
  private final Optional<Provider> provider;
  private final EntitlementsPort entitlements;
  private final AllowancePort allowances;

  private BillingWiring(
      Foundation base,
      BillingParts parts,
      AtomicReference<BillingNewsPort> listener,
      Optional<Provider> provider,
      EntitlementsPort entitlements,
      AllowancePort allowances) {
    this.base = base;
    this.parts = parts;
    this.listener = listener;
    this.provider = provider;
    this.entitlements = entitlements;
    this.allowances = allowances;
  }

  static BillingWiring of(Foundation base, EdgeSettings edge, Entities entities) {
    AtomicReference<BillingNewsPort> listener = new AtomicReference<>(BillingNewsPort.SILENT);
    BillingNewsPort news = (workspace, what, once) -> listener.get().tell(workspace, what, once);
    BillingSettings settings = BillingSettings.from(base.config());
    base.projections().start(BillingJournal.NAMES, new BillingProjection());
    NoticePort notices = new ClusterNotices(base.system());
    PlanTable planTable = new PlanTable(base.database());
    LivePlans plans = new LivePlans(planTable, base.blocking(), notices, base.clock());
    LiveEntitlements live = new LiveEntitlements(entities, plans, notices, base.clock(), settings);
    UsageTable usage = new UsageTable(base.database().tenants());
    CustomerTable customers = new CustomerTable(base.database().tenants());
    CouponTable coupons = new CouponTable(base.database().tenants());
    WebhookInboxTable inbox = new WebhookInboxTable(base.database());
    Optional<Provider> provider =
        switch (settings.mode()) {
          case OFF -> Optional.empty();
          case STRIPE -> Optional.of(provider(base, edge));
        };
    Optional<BillingParts.Selling> selling =
        provider.map(p ->
            new BillingParts.Selling(
                new BillingDesk(
                    new BillingDesk.Parts(
                        entities,
                        live,
                        plans,
                        planTable,
                        p.payments(),
                        p.settings().account(),
                        p.settings().tax(),
                        coupons,
                        customers,
                        new AccountTable(base.database()),
                        base.blocking(),
                        settings,
                        edge.publicUrl(),
                        base.clock())),
                inbox,
                p.signature(),
                p.settings().live()));
    BillingParts parts =
        new BillingParts(
            entities,
            base.blocking(),
            plans,
            live,
            planTable,
            coupons,
            usage,
            customers,
            new AuditTable(base.database()),
            selling);
    provider.ifPresent(p -> {
      startLooking(
          base,
          new PaymentLookProcess.Parts(
              entities,
              live,
              base.blocking(),
              p.payments(),
              p.settings().account(),
              planTable,
              coupons,
              customers,
              inbox,
              new BillingDueTable(base.database().tenants()),
              settings,
              base.clock()));
      MailWiring.send(
          base, "ends-subscriptions", new SubscriptionEnding(p.payments(), inbox::look));
      OperationsWiring.every(
          base,
          SELDOM,
          "coupons",
          () ->
              base.blocking().run("database", () -> coupons.lookAtOverdue(base.clock().instant())));
      // Asked for often, done by one node for each round: a node that comes later finds it done.
      OperationsWiring.every(
          base,
          settings.reconcile().dividedBy(ROUND_ASKED),
          "payment-round",
          () -> base.blocking().run("database", () -> inbox.goRound(settings.reconcile())));
      OperationsWiring.every(
          base,
          SELDOM,
          "payment-notices",
          () -> base.blocking().run("database", () -> inbox.forgetOlderThan(NOTICES_KEPT)));
      OperationsWiring.every(
          base,
          SELDOM,
          "free-actions",
          () ->
              base.blocking()
                  .run(
                      "database",
                      () ->
                          usage.forgetBefore(
                              LocalDate.ofInstant(base.clock().instant(), ZoneOffset.UTC)
                                  .minusMonths(MONTHS_KEPT))));
    });
    return new BillingWiring(
        base,
        parts,
        listener,
        provider,
        provider.isPresent() ? live : EntitlementsPort.EVERYTHING,
        provider.isPresent()
            ? new FreeAllowances(live, plans, usage, news, base.blocking(), base.clock())
            : AllowancePort.UNLIMITED);
  }

  /** With a key it is the provider itself, without one the stand-in. */
  private static Provider provider(Foundation base, EdgeSettings edge) {
    StripeSettings settings = StripeSettings.from(base.config());
    if (settings.key().isPresent()) {
      return new Provider(
          new StripePayments(settings.baseUrl(), settings.key().get(), settings, false),
          signature(settings.webhookSecret().orElseThrow(), settings),
          OtherPages.NONE,
          settings);
    }
    URI listens = URI.create("http://" + reachable(edge.host()) + ":" + edge.port() + WEBHOOK);
    StripeSandbox.Running sandbox =
        StripeSandbox.start(
                new StripeSandbox.Parts(
                    base.system(),
                    new SandboxShelfTable(base.database()),
                    base.blocking(),
                    base.clock(),
                    base.random(),
                    edge.publicUrl(),
                    () -> listens),
                StripeSandboxSettings.from(base.config()))
            .toCompletableFuture()
            .join();
    base.atEnd("stop-payment-stand-in", () -> sandbox.stop().toCompletableFuture().join());
    return new Provider(
        new StripePayments(sandbox.baseUrl(), StripeSandbox.KEY, settings, true),
        signature(sandbox.webhookSecret(), settings),
        sandbox::page,
        settings);
  }

  private static String reachable(String host) {
    return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
  }

  private static WebhookSignature signature(Secret secret, StripeSettings settings) {
    return new WebhookSignature(secret, settings.tolerance());
  }

  private static void startLooking(Foundation base, PaymentLookProcess.Parts parts) {
    OperationsWiring.startWork(base, "payment-look", PaymentLookProcess.create(parts));
  }

  /** Those who pay hear of what they should know, and seats follow people who come and go. */
  void tell(NotifyPort people) {
    listener.set(new BillingNews(people, base.blocking()));
    if (provider.isPresent()) {
      hear(parts.entities(), parts.entitlements(), listener.get());
    }
  }

  private void hear(Entities entities, LiveEntitlements live, BillingNewsPort news) {
    BillingNewsProcess process =
        new BillingNewsProcess(
            entities,
            live,
            news,
            workspace ->
                entities
                    .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace))
                    .thenApply(found -> ownersFirst(found.state())),
            new EndingTable(base.database().tenants(), base.clock()),
            base.blocking(),
            base.clock());
    base.processes().hear("billing-news", BillingJournal.KIND, BillingEvent.class, process::hear);
    base.processes()
        .hear(
            "billing-seats",
            "workspace",
            WorkspaceEvent.class,
            (entity, revision, recorded) ->
                process.workspaceChanged(entity.workspace(), revision, recorded.event()));
  }

  private static List<UserId> ownersFirst(Workspace workspace) {
    return workspace.opened().stream()
        .flatMap(open -> open.members().stream())
        .sorted(Comparator.comparing(Workspace.Member::role))
        .map(Workspace.Member::user)
        .toList();
  }

  EntitlementsPort entitlements() {
    return entitlements;
  }

  AllowancePort allowances() {
    return allowances;
  }

  OtherPages pages() {
    return provider.map(Provider::pages).orElse(OtherPages.NONE);
  }

  List<Endpoint<?, ?>> endpoints() {
    List<Endpoint<?, ?>> all = new ArrayList<>(new EntitlementEndpoints(parts).all());
    all.addAll(new PurchaseEndpoints(parts).all());
    all.addAll(new StripeWebhookEndpoint(parts, base.system()).all());
    all.addAll(new PlanAdminEndpoints(parts).all());
    all.addAll(new CouponAdminEndpoints(parts).all());
    all.addAll(new GiftAdminEndpoints(parts).all());
    return all;
  }
}

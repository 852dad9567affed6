package com.quotahit.http.billing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.billing.BillingDesk;
import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.billing.BillingNewsProcess;
import com.quotahit.actors.billing.BillingSettings;
import com.quotahit.actors.billing.FreeAllowances;
import com.quotahit.actors.billing.LiveEntitlements;
import com.quotahit.actors.billing.LivePlans;
import com.quotahit.actors.billing.PaymentLookProcess;
import com.quotahit.actors.billing.SubscriptionEnding;
import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.engine.OutboxSender;
import com.quotahit.actors.engine.OutboxSettings;
import com.quotahit.actors.providers.stripe.StripePayments;
import com.quotahit.actors.providers.stripe.StripeSettings;
import com.quotahit.actors.sandbox.stripe.StripeSandbox;
import com.quotahit.actors.sandbox.stripe.StripeSandboxSettings;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.WebhookSignature;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.persistence.billing.BillingDueTable;
import com.quotahit.persistence.billing.CouponTable;
import com.quotahit.persistence.billing.CustomerTable;
import com.quotahit.persistence.billing.EndingTable;
import com.quotahit.persistence.billing.PlanTable;
import com.quotahit.persistence.billing.SandboxShelfTable;
import com.quotahit.persistence.billing.UsageTable;
import com.quotahit.persistence.billing.WebhookInboxTable;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.outbox.OutboxTable;
import com.quotahit.persistence.workspace.AccountTable;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Billing as wired in the product, with the stand-in behind it, on a database of its own. A thing
 * to look at and change stands for the practice module.
 *
 * <p>This file is long because the wiring of billing, its provider and its readers is built once,
 * in the order in which a node builds it.
 */
final class BillingUnderTest implements AutoCloseable {

  static final WorkspaceId NORTH = EdgeUnderTest.NORTH;
  static final UserId ANN = person(1);

  final Config config =
      ConfigFactory.parseString("pekko.actor.provider=local").withFallback(ConfigFactory.load());
  final ActorTestKit kit = ActorTestKit.create(config);
  final TestDatabase db = TestDatabase.fresh(16);
  final InstantSource clock = InstantSource.system();
  final NoticesInMemory notices = new NoticesInMemory();
  final EntitiesInMemory entities = new EntitiesInMemory(clock);
  final BillingSettings settings = BillingSettings.from(config);
  final PlanTable planTable = new PlanTable(db.database());
  final LivePlans plans = new LivePlans(planTable, EdgeUnderTest.BLOCKING, notices, clock);
  final LiveEntitlements live = entitlementsOfAnotherNode();
  final UsageTable usage = new UsageTable(db.database().tenants());
  final CouponTable coupons = new CouponTable(db.database().tenants());
  final CustomerTable customers = new CustomerTable(db.database().tenants());
  final WebhookInboxTable inbox = new WebhookInboxTable(db.database());
  final List<BillingNewsPort.News> news = new CopyOnWriteArrayList<>();
  final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
  final List<StripeSandbox.Seen> requests = new CopyOnWriteArrayList<>();
  final StripeSandbox.Running sandbox;
  final StripePayments payments;
  final FreeAllowances allowances;
  final EdgeUnderTest edge;
  private final Map<String, Principal> people = new ConcurrentHashMap<>();
  private volatile URI webhook = URI.create("http://127.0.0.1:1/");

  BillingUnderTest() {
    seed();
    BillingNewsPort told = (_, what, _) -> CompletableFuture.completedStage(news.add(what));
    allowances = new FreeAllowances(live, plans, usage, told, EdgeUnderTest.BLOCKING, clock);
    sandbox =
        StripeSandbox.start(
                new StripeSandbox.Parts(
                    kit.system(),
                    new SandboxShelfTable(db.database()),
                    EdgeUnderTest.BLOCKING,
                    clock,
                    new SecureRandom(),
                    URI.create("http://shop.example"),
                    () -> webhook),
                new StripeSandboxSettings(0, Duration.ofMillis(50), 12))
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    sandbox.observe(requests::add);
    StripeSettings stripe = StripeSettings.from(config);
    payments = new StripePayments(sandbox.baseUrl(), StripeSandbox.KEY, stripe, true);
    BillingDesk desk =
        new BillingDesk(
            new BillingDesk.Parts(
                entities,
                live,
                plans,
                planTable,
                payments,
                "sandbox",
                false,
                coupons,
                customers,
                new AccountTable(db.database()),
                EdgeUnderTest.BLOCKING,
                settings,
                URI.create("http://shop.example"),
                clock));
    BillingParts parts =
        new BillingParts(
            entities,
            EdgeUnderTest.BLOCKING,
            plans,
            live,
            planTable,
            coupons,
            usage,
            customers,
            (_, entry) -> audit.add(entry),
            Optional.of(
                new BillingParts.Selling(
                    desk,
                    inbox,
                    new WebhookSignature(sandbox.webhookSecret(), Duration.ofMinutes(5)),
                    false)));
    BillingNewsProcess process =
        new BillingNewsProcess(
            entities,
            live,
            told,
            workspace -> CompletableFuture.completedFuture(customers.members(workspace)),
            new EndingTable(db.database().tenants(), clock),
            EdgeUnderTest.BLOCKING,
            clock);
    entities.listen((kind, id, revision, entry) -> {
      if (kind == BillingKind.BILLING) {
        process.hear(id, revision, recorded(entry));
      }
      if (entry.event() instanceof WorkspaceEvent event) {
        process.workspaceChanged(id.workspace(), revision, event);
      }
    });
    List<Endpoint<?, ?>> endpoints = new ArrayList<>(new EntitlementEndpoints(parts).all());
    endpoints.addAll(new PurchaseEndpoints(parts).all());
    endpoints.addAll(new StripeWebhookEndpoint(parts, kit.system()).all());
    endpoints.addAll(new PlanAdminEndpoints(parts).all());
    endpoints.addAll(new CouponAdminEndpoints(parts).all());
    endpoints.addAll(new GiftAdminEndpoints(parts).all());
    endpoints.add(
        Endpoint.get("/things", "Look")
            .needs(Permission.PRACTICE_READ)
            .answersNothing()
            .module(PlanModule.BRAIN)
            .by((_, _) -> CompletableFuture.completedFuture(Answer.done())));
    endpoints.add(
        Endpoint.post("/things", "Make")
            .needs(Permission.PRACTICE_RUN)
            .answersNothing()
            .module(PlanModule.READINESS)
            .by((_, _) -> CompletableFuture.completedFuture(Answer.done())));
    edge =
        new EdgeUnderTest(
            kit,
            endpoints,
            Optional.empty(),
            Optional.of(token ->
                Optional.ofNullable(people.get(token))
                    .map(who ->
                        live.of(who.workspace(), who.user())
                            .thenApply(entitled -> Optional.of(who.with(entitled))))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))));
    webhook = URI.create(edge.base() + "/api/v1/webhooks/stripe");
    kit.spawn(
        OutboxSender.behavior(
            new OutboxTable(db.database()),
            new SubscriptionEnding(payments, inbox::look),
            new Blocking(BlockingLimit.from(config)),
            OutboxSettings.from(config)));
    kit.spawn(
        PaymentLookProcess.create(
            new PaymentLookProcess.Parts(
                entities,
                live,
                EdgeUnderTest.BLOCKING,
                payments,
                "sandbox",
                planTable,
                coupons,
                customers,
                inbox,
                new BillingDueTable(db.database().tenants()),
                settings,
                clock)));
  }

  @SuppressWarnings("unchecked")
  private static <E> Recorded<E> recorded(Recorded<?> entry) {
    return (Recorded<E>) entry;
  }

  /** What the provider tells arrives no more. */
  void deaf() {
    webhook = URI.create("http://127.0.0.1:1/");
  }

  /**
   * At a provider that is set to leave what is late as it is, and not to end it: the next month's
   * invoice fails as well.
   */
  void anotherMonthFails() {
    ObjectNode subscription = only("subscription");
    ObjectNode invoice =
        document(subscription.path("latest_invoice").asText()).put("id", "in_" + "b".repeat(24));
    long month = Duration.ofDays(30).toSeconds();
    keep("invoice", invoice.put("created", invoice.path("created").asLong() + month));
    subscription.put("latest_invoice", invoice.path("id").asText());
    for (JsonNode item : subscription.at("/items/data")) {
      for (String edge : List.of("current_period_start", "current_period_end")) {
        ((ObjectNode) item).put(edge, item.path(edge).asLong() + month);
      }
    }
    keep("subscription", subscription);
    inbox.look(subscription.path("customer").asText());
  }

  List<String> openCheckouts() {
    return db
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT id FROM payment_stand_in WHERE kind = 'checkout.session'")
                .mapTo(String.class)
                .list())
        .stream()
        .filter(id -> document(id).path("status").asText().equals("open"))
        .toList();
  }

  private ObjectNode only(String kind) {
    return document(
        db.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT id FROM payment_stand_in WHERE kind = :kind")
                    .bind("kind", kind)
                    .mapTo(String.class)
                    .one()));
  }

  private ObjectNode document(String id) {
    String body =
        db.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT body FROM payment_stand_in WHERE id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
    try {
      return (ObjectNode) new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(String kind, ObjectNode document) {
    db.database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO payment_stand_in (id, kind, body) VALUES (?, ?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                document.path("id").asText(),
                kind,
                document.toString()));
  }

  /** The workspace is begun and goes into the bin. */
  void deleted() {
    tell(new WorkspaceCommand.Create("North Wind", ANN));
    tell(new WorkspaceCommand.Discard("North Wind", clock.instant().plus(Duration.ofDays(30))));
  }

  void tell(WorkspaceCommand command) {
    Directive directive =
        new Directive(
            command.getClass().getSimpleName(),
            clock.instant().plusSeconds(10),
            new By.Person(ANN),
            NORTH.value());
    entities
        .execute(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(NORTH), command, directive)
        .toCompletableFuture()
        .join();
  }

  LiveEntitlements entitlementsOfAnotherNode() {
    return new LiveEntitlements(entities, plans, notices, clock, settings);
  }

  static UserId person(int n) {
    return new UserId("usr_" + String.format("%026d", 1000 + n));
  }

  private void seed() {
    db.database()
        .tenants()
        .useWorkspace(
            NORTH,
            handle -> {
              handle.execute(
                  "INSERT INTO workspace (workspace_id, name) VALUES (?, 'North Wind')", NORTH);
              for (int n = 1; n <= 3; n++) {
                handle.execute(
                    "INSERT INTO workspace_member (workspace_id, user_id, role) VALUES (?, ?, ?)",
                    NORTH,
                    person(n),
                    n == 1 ? "owner" : "rep");
                handle.execute(
                    "INSERT INTO account (email, user_id, home_workspace, name, workspace_name,"
                        + " password_hash, state, created_at)"
                        + " VALUES (?, ?, ?, 'Ann', 'North Wind', '', 'active', now())",
                    "p" + n + "@example.com",
                    person(n),
                    NORTH);
              }
            });
  }

  /** Somebody of North Wind, whose modules come from what it has bought. */
  EdgeUnderTest.Client as(int n, Role role) {
    return as(n, role, false);
  }

  EdgeUnderTest.Client as(int n, Role role, boolean admin) {
    String token = "person-" + n + "-" + role + admin;
    people.put(
        token,
        new Principal(
            person(n),
            NORTH,
            role,
            admin,
            Entitled.NOTHING.usable(),
            Entitled.NOTHING.readOnly(),
            "ses_" + String.format("%026d", n),
            Instant.now()));
    return edge.as(token);
  }

  /** A page of the stand-in as a browser gets it through the public port. */
  HttpResponse page(String url, Map<String, String> form) {
    String path = url.replaceFirst("^https?://[^/]+", "");
    HttpRequest request =
        form.isEmpty()
            ? HttpRequest.GET(path)
            : HttpRequest.POST(path)
                .withEntity(
                    HttpEntities.create(
                        form.entrySet().stream()
                            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                            .collect(Collectors.joining("&"))));
    return sandbox.page(request).orElseThrow().toCompletableFuture().join();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  String text(HttpResponse response) {
    return response
        .entity()
        .toStrict(3_000, kit.system())
        .toCompletableFuture()
        .join()
        .getData()
        .utf8String();
  }

  /** Waits for what comes by notice; fails when it does not. */
  static void eventually(String what, BooleanSupplier holds) {
    long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("never " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    sandbox.stop().toCompletableFuture().join();
    edge.close();
    db.close();
  }
}

package com.quotahit.http.billing;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.Coupon;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is for sale and at what price, changed by a platform admin. A new price holds for new
 * purchases; subscriptions keep theirs until they are changed.
 *
 * <p>This file is long because the words of each request stand beside what is done with them.
 */
public final class BillingAdminEndpoints {

  /**
   * Changes of one offer; what is left out stays.
   *
   * @param discountPercent of the bundle only
   * @param version without one the last word counts
   */
  public record OfferWire(
      Optional<String> name,
      Optional<String> description,
      Optional<AmountWire> monthly,
      Optional<List<String>> includes,
      OptionalInt trialDays,
      OptionalInt discountPercent,
      OptionalLong version) {

    private static final long MINOR_MAX = 100_000_000L;

    Parsed<OfferWire> parse() {
      FieldChecks checks = new FieldChecks();
      checks.text("name", name, 1, 80);
      checks.text("description", description, 0, 400);
      monthly.ifPresent(price -> {
        checks.range("monthly.minor", price.minor(), 0, MINOR_MAX);
        checks.require(
            Currency.getAvailableCurrencies().stream()
                .anyMatch(one -> one.getCurrencyCode().equals(price.currency())),
            "monthly.currency",
            "unknown",
            "Use a currency such as EUR.");
      });
      includes.ifPresent(lines -> {
        checks.atMost("includes", lines, 12);
        lines.forEach(line -> checks.text("includes", line, 1, 120));
      });
      trialDays.ifPresent(days -> checks.range("trialDays", days, 0, 365));
      discountPercent.ifPresent(percent -> checks.range("discountPercent", percent, 0, 100));
      return checks.parsed(() -> this);
    }

    PlanBook.Offer on(PlanBook.Offer before) {
      return new PlanBook.Offer(
          before.module(),
          name.map(String::strip).orElse(before.name()),
          description.map(String::strip).orElse(before.description()),
          monthly.map(p -> Money.of(p.minor(), p.currency())).orElse(before.monthly()),
          includes.orElse(before.includes()),
          trialDays.orElse(before.trialDays()),
          version.orElse(before.version()));
    }
  }

  /** How often a month each action is free; what is left out stays. */
  public record LimitsWire(Map<String, Integer> limits) {

    Parsed<LimitsWire> parse() {
      FieldChecks checks = new FieldChecks();
      limits.forEach((name, most) -> {
        checks.require(
            FreeLimit.of(name).isPresent(), "limits." + name, "unknown", "Nothing counts this.");
        checks.range("limits." + name, most, 0, 1_000_000);
      });
      return checks.parsed(() -> this);
    }
  }

  /**
   * Where a part of the product belongs.
   *
   * @param module to which it comes; without one it belongs to every plan
   */
  public record AttachmentWire(Optional<String> module) {

    Parsed<Optional<PlanModule>> parse() {
      Optional<PlanModule> found = module.flatMap(PurchaseWire::module);
      return module.isPresent() && found.isEmpty()
          ? Parsed.invalid("module", "unknown", "There is no such module for sale.")
          : Parsed.valid(found);
    }
  }

  /** A module as a present. */
  public record GiftWire(String workspaceId, String module, Optional<Instant> until) {

    record Gift(WorkspaceId workspace, PlanModule module, Optional<Instant> until) {}

    Parsed<Gift> parse() {
      FieldChecks checks = new FieldChecks();
      checks.require(
          Ids.valid(WorkspaceId.PREFIX, workspaceId),
          "workspaceId",
          "unknown",
          "There is no such workspace.");
      Optional<PlanModule> found = PurchaseWire.module(module);
      checks.require(found.isPresent(), "module", "unknown", "There is no such module for sale.");
      return checks.parsed(
          () -> new Gift(new WorkspaceId(workspaceId), found.orElseThrow(), until));
    }
  }

  /**
   * What a workspace was given and still has.
   *
   * @param items in the order in which the modules are sold
   */
  public record GiftsWire(List<One> items) {

    /**
     * @param until without one it is given until it is taken back
     */
    public record One(PlanModule module, Optional<Instant> until) {}

    static GiftsWire of(Billing billing, Instant now) {
      return new GiftsWire(
          billing.open().gifts().stream()
              .filter(gift -> gift.until().map(now::isBefore).orElse(true))
              .sorted(Comparator.comparing(Billing.Gift::module))
              .map(gift -> new One(gift.module(), gift.until()))
              .toList());
    }
  }

  private final BillingParts parts;

  public BillingAdminEndpoints(BillingParts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.patch("/admin/plans/{module}", "Change an offer, or the bundle")
            .platformAdmin()
            .body(OfferWire.class, OfferWire::parse)
            .answers(PlansWire.class)
            .notWhileImpersonating()
            .by(this::change),
        Endpoint.put("/admin/free-limits", "Change what is free each month")
            .platformAdmin()
            .body(LimitsWire.class, LimitsWire::parse)
            .answers(PlansWire.class)
            .notWhileImpersonating()
            .by(this::limits),
        Endpoint.put("/admin/plan-parts/{part}", "Put a part of the product to a module")
            .platformAdmin()
            .body(AttachmentWire.class, AttachmentWire::parse)
            .answers(PlansWire.class)
            .notWhileImpersonating()
            .by(this::attach),
        Endpoint.get("/admin/coupons", "All coupons")
            .platformAdmin()
            .answers(CouponWire.All.class)
            .by((call, _) -> coupons()),
        Endpoint.put("/admin/coupons", "Make or change a coupon")
            .platformAdmin()
            .body(CouponWire.Putting.class, CouponWire.Putting::parse)
            .answers(CouponWire.class)
            .notWhileImpersonating()
            .by(this::put),
        Endpoint.get("/admin/gifts", "What a workspace was given")
            .platformAdmin()
            .answers(GiftsWire.class)
            .query("workspaceId", "The workspace")
            .by(this::gifts),
        Endpoint.post("/admin/gifts", "Give a module to a workspace")
            .platformAdmin()
            .body(GiftWire.class, GiftWire::parse)
            .answersNothing(204)
            .notWhileImpersonating()
            .by((call, gift) ->
                given(
                    call,
                    gift,
                    new BillingCommand.Give(gift.module(), gift.until()),
                    "billing.module-given")),
        Endpoint.post("/admin/gifts/end", "Take a given module back")
            .platformAdmin()
            .body(GiftWire.class, GiftWire::parse)
            .answersNothing(204)
            .notWhileImpersonating()
            .by((call, gift) ->
                given(
                    call,
                    gift,
                    new BillingCommand.TakeBack(gift.module()),
                    "billing.module-taken-back")));
  }

  private CompletionStage<Answer<PlansWire>> change(Call call, OfferWire wire) {
    String code = call.path("module");
    Optional<PlanModule> module = PurchaseWire.module(code);
    if (module.isEmpty() && !code.equals("bundle")) {
      return refused(Problem.notFound());
    }
    return parts
        .plans()
        .book()
        .thenCompose(book ->
            module
                .flatMap(one -> otherCurrency(book, one, wire))
                .<CompletionStage<Answer<PlansWire>>>map(
                    problem -> refused(Problem.invalid(List.of(problem))))
                .orElseGet(() -> changed(call, code, module, wire)));
  }

  /** The bundle adds the modules up, and a customer at the provider pays in one currency. */
  private static Optional<FieldProblem> otherCurrency(
      PlanBook book, PlanModule module, OfferWire wire) {
    return book.offers().stream()
        .filter(offer -> offer.module() != module)
        .map(offer -> offer.monthly().currency().getCurrencyCode())
        .filter(code -> wire.monthly().filter(price -> !price.currency().equals(code)).isPresent())
        .findFirst()
        .map(code ->
            new FieldProblem(
                "monthly.currency",
                "other_currency",
                "The other modules are sold in " + code + ". Give this price in it as well."));
  }

  private CompletionStage<Answer<PlansWire>> changed(
      Call call, String code, Optional<PlanModule> module, OfferWire wire) {
    return parts
        .plans()
        .change(() -> {
          PlanBook book = parts.planTable().read();
          boolean fresh =
              module.isPresent()
                  ? parts.planTable().change(wire.on(book.offer(module.get()).orElseThrow()))
                  : parts
                      .planTable()
                      .change(
                          new PlanBook.Bundle(
                              wire.discountPercent().orElse(book.bundle().discountPercent()),
                              wire.version().orElse(book.bundle().version())));
          if (fresh) {
            audit(call, "plan.changed", "plan:" + code, amount(wire));
          }
          return fresh;
        })
        .thenCompose(fresh ->
            fresh
                ? plans()
                : refused(
                    Problem.staleVersion(
                        "This offer was changed since you read it. Read it again first.")));
  }

  private static Map<String, String> amount(OfferWire wire) {
    return wire.monthly()
        .map(price -> Map.of("monthly", price.minor() + " " + price.currency()))
        .orElse(Map.of());
  }

  private CompletionStage<Answer<PlansWire>> limits(Call call, LimitsWire wire) {
    return parts
        .plans()
        .change(() -> {
          wire.limits()
              .forEach((name, most) ->
                  FreeLimit.of(name).ifPresent(limit -> parts.planTable().limit(limit, most)));
          audit(call, "plan.limits-changed", "plan:free", Map.of());
          return wire;
        })
        .thenCompose(_ -> plans());
  }

  private CompletionStage<Answer<PlansWire>> attach(Call call, Optional<PlanModule> module) {
    Optional<PlanModule> part =
        List.of(PlanModule.values()).stream()
            .filter(one -> one.code().equals(call.path("part")))
            .filter(one -> PurchaseWire.module(one.code()).isEmpty())
            .findFirst();
    if (part.isEmpty()) {
      return refused(Problem.notFound());
    }
    return parts
        .plans()
        .change(() -> {
          parts.planTable().attach(part.get(), module);
          audit(
              call,
              "plan.part-moved",
              "part:" + part.get().code(),
              Map.of("module", module.map(PlanModule::code).orElse("every plan")));
          return part;
        })
        .thenCompose(_ -> plans());
  }

  private CompletionStage<Answer<PlansWire>> plans() {
    boolean simulated = parts.selling().map(s -> s.desk().simulated()).orElse(false);
    return parts
        .plans()
        .book()
        .thenApply(book -> Answer.of(PlansWire.of(book, parts.selling().isEmpty(), simulated)));
  }

  private CompletionStage<Answer<CouponWire.All>> coupons() {
    return parts
        .blocking()
        .run(
            "database",
            () ->
                Answer.of(
                    new CouponWire.All(
                        parts.coupons().all().stream().map(CouponWire::of).toList())));
  }

  private CompletionStage<Answer<CouponWire>> put(Call call, Coupon coupon) {
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              parts.coupons().put(coupon);
              audit(call, "coupon.changed", "coupon:" + coupon.code(), Map.of());
              return Answer.of(CouponWire.of(parts.coupons().find(coupon.code()).orElseThrow()));
            });
  }

  private CompletionStage<Answer<GiftsWire>> gifts(Call call, Nothing nothing) {
    Optional<WorkspaceId> workspace =
        call.query("workspaceId")
            .filter(id -> Ids.valid(WorkspaceId.PREFIX, id))
            .map(WorkspaceId::new);
    if (workspace.isEmpty()) {
      return refused(noSuchWorkspace());
    }
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace.get()))
        .thenApply(found -> Answer.of(GiftsWire.of(found.state(), call.now())));
  }

  private CompletionStage<Answer<Nothing>> given(
      Call call, GiftWire.Gift gift, BillingCommand command, String action) {
    return parts
        .blocking()
        .run("database", () -> parts.customers().exists(gift.workspace()))
        .thenCompose(there ->
            there
                ? parts
                    .entities()
                    .execute(
                        BillingKind.BILLING,
                        BillingKind.of(gift.workspace()),
                        command,
                        call.directive())
                    .thenCompose(reply -> {
                      parts.entitlements().changed(gift.workspace());
                      return parts
                          .blocking()
                          .run(
                              "database",
                              () -> {
                                if (reply instanceof Reply.Done<Billing, BillingRejection>) {
                                  parts
                                      .audit()
                                      .append(
                                          gift.workspace(),
                                          call.audit(action, "module:" + gift.module().code()));
                                }
                                return Answer.from(
                                    reply, _ -> Nothing.NOTHING, BillingProblems::of);
                              });
                    })
                : refused(noSuchWorkspace()));
  }

  private static Problem noSuchWorkspace() {
    return Problem.invalid(
        List.of(new FieldProblem("workspaceId", "unknown", "There is no such workspace.")));
  }

  private void audit(Call call, String action, String subject, Map<String, String> after) {
    parts.audit().appendToPlatform(call.audit(action, subject).after(after));
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

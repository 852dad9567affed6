package com.quotahit.http.billing;

import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What is for sale and at what price, what is free, and what comes with what, read and changed by a
 * platform admin. A new price holds for new purchases; subscriptions keep theirs until they are
 * changed. What is read here is what is written down, not what a node remembers.
 */
public final class PlanAdminEndpoints {

  private final BillingParts parts;

  public PlanAdminEndpoints(BillingParts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.patch("/admin/plans/{module}", "Change an offer, or the bundle")
            .platformAdmin()
            .body(OfferChangeWire.class, OfferChangeWire::parse)
            .answers(PlansWire.class)
            .notWhileImpersonating()
            .by(this::change),
        Endpoint.get("/admin/free-limits", "What is free each month")
            .platformAdmin()
            .answers(FreeLimitsWire.class)
            .by((_, _) -> written(FreeLimitsWire::of)),
        Endpoint.put("/admin/free-limits", "Change what is free each month")
            .platformAdmin()
            .body(FreeLimitsWire.class, FreeLimitsWire::parse)
            .answers(PlansWire.class)
            .notWhileImpersonating()
            .by(this::limits),
        Endpoint.get("/admin/plan-parts", "Which part of the product comes with which module")
            .platformAdmin()
            .answers(PlanPartsWire.class)
            .by((_, _) -> written(PlanPartsWire::of)),
        Endpoint.put("/admin/plan-parts/{part}", "Put a part of the product to a module")
            .platformAdmin()
            .body(PlanPartsWire.Attaching.class, PlanPartsWire.Attaching::parse)
            .answers(PlansWire.class)
            .notWhileImpersonating()
            .by(this::attach));
  }

  private <O> CompletionStage<Answer<O>> written(Function<PlanBook, O> wire) {
    return parts.blocking().run("database", () -> Answer.of(wire.apply(parts.planTable().read())));
  }

  private CompletionStage<Answer<PlansWire>> change(Call call, OfferChangeWire wire) {
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
      PlanBook book, PlanModule module, OfferChangeWire wire) {
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
      Call call, String code, Optional<PlanModule> module, OfferChangeWire wire) {
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

  private static Map<String, String> amount(OfferChangeWire wire) {
    return wire.monthly()
        .map(price -> Map.of("monthly", price.minor() + " " + price.currency()))
        .orElse(Map.of());
  }

  private CompletionStage<Answer<PlansWire>> limits(Call call, FreeLimitsWire wire) {
    return parts
        .plans()
        .change(() -> {
          wire.limits()
              .forEach((name, most) ->
                  FreeLimit.of(name).ifPresent(limit -> parts.planTable().limit(limit, most)));
          audit(call, "plan.limits-changed", "plan:free", words(wire));
          return wire;
        })
        .thenCompose(_ -> plans());
  }

  private static Map<String, String> words(FreeLimitsWire wire) {
    Map<String, String> words = new TreeMap<>();
    wire.limits().forEach((name, most) -> words.put(name, Integer.toString(most)));
    return words;
  }

  private CompletionStage<Answer<PlansWire>> attach(Call call, Optional<PlanModule> module) {
    Optional<PlanModule> part = PlanPartsWire.part(call.path("part"));
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

  private void audit(Call call, String action, String subject, Map<String, String> after) {
    parts.audit().appendToPlatform(call.audit(action, subject).after(after));
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

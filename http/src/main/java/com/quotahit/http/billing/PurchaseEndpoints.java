package com.quotahit.http.billing;

import com.quotahit.actors.billing.BillingDesk;
import com.quotahit.actors.billing.BillingDesk.Outcome;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.Purchase;
import com.quotahit.core.billing.PurchaseRejection;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.billing.PurchaseWire.Wanted;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Buying and changing. What is opened by it is only what the provider confirms. */
public final class PurchaseEndpoints {

  private final BillingParts parts;

  public PurchaseEndpoints(BillingParts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/billing/checkout", "Buy modules: where to pay for them")
            .needs(Permission.BILLING_MANAGE)
            .body(PurchaseWire.class, PurchaseWire::parse)
            .answers(AddressWire.class)
            .notWhileImpersonating()
            .by(this::checkout),
        Endpoint.post("/billing/portal", "Where cards are changed and invoices are")
            .needs(Permission.BILLING_MANAGE)
            .answers(AddressWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .notWhileImpersonating()
            .by((call, _) ->
                selling(desk ->
                    desk.portal(call.workspace())
                        .thenApply(outcome -> answer(outcome, AddressWire::new)))),
        Endpoint.get("/billing/preview", "What a change would cost")
            .needs(Permission.BILLING_MANAGE)
            .answers(ChangePreviewWire.class)
            .query("modules", "what to have then, with commas between")
            .query("bundle", "all modules at the price of the bundle", "true", "false")
            .query("seats", "for how many people")
            .by(this::preview),
        Endpoint.post("/billing/change", "Change modules and seats")
            .needs(Permission.BILLING_MANAGE)
            .body(PurchaseWire.class, PurchaseWire::parse)
            .answersNothing(202)
            .notWhileImpersonating()
            .by(this::change),
        Endpoint.post("/billing/cancel", "Let the subscription end with what is paid")
            .needs(Permission.BILLING_MANAGE)
            .answersNothing(202)
            .notWhileImpersonating()
            .by((call, _) -> ending(call, true)),
        Endpoint.post("/billing/resume", "Go on after all")
            .needs(Permission.BILLING_MANAGE)
            .answersNothing(202)
            .notWhileImpersonating()
            .by((call, _) -> ending(call, false)),
        Endpoint.get("/billing/invoices", "The newest invoices")
            .needs(Permission.BILLING_MANAGE)
            .answers(InvoiceWire.Some.class)
            .notWhileImpersonating()
            .by(this::invoices));
  }

  private CompletionStage<Answer<AddressWire>> checkout(Call call, Wanted wanted) {
    return selling(desk ->
        desk.checkout(call.workspace(), call.user(), wanted.purchase(), call.directive())
            .thenCompose(
                outcome -> audited(call, outcome, "billing.checkout-begun", wanted.purchase()))
            .thenApply(outcome -> answer(outcome, AddressWire::new)));
  }

  private CompletionStage<Answer<ChangePreviewWire>> preview(Call call, Nothing nothing) {
    List<String> modules =
        call.query("modules").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    Optional<String> seats = call.query("seats");
    if (seats.isPresent() && !seats.get().matches("[0-9]{1,6}")) {
      return refused(
          Problem.invalid(
              List.of(
                  new com.quotahit.core.shared.FieldProblem(
                      "seats", "invalid", "Use a whole number."))));
    }
    PurchaseWire wire =
        new PurchaseWire(
            modules,
            call.query("bundle").map(Boolean::parseBoolean),
            seats.map(text -> OptionalInt.of(Integer.parseInt(text))).orElse(OptionalInt.empty()),
            Optional.empty(),
            Optional.empty());
    return switch (wire.parse()) {
      case Parsed.Invalid<Wanted>(var problems) -> refused(Problem.invalid(problems));
      case Parsed.Valid<Wanted>(Wanted wanted) ->
          selling(desk ->
              desk.preview(call.workspace(), wanted.purchase())
                  .thenCombine(
                      parts.plans().book(),
                      (outcome, book) ->
                          answer(
                              outcome,
                              cost ->
                                  ChangePreviewWire.of(
                                      cost.preview(),
                                      monthly(book, wanted.purchase(), cost.seats())))));
    };
  }

  private static Money monthly(PlanBook book, Purchase purchase, int seats) {
    Money one =
        purchase.keys(book).stream()
            .map(key ->
                switch (key) {
                  case PlanKey.Bundle _ -> book.bundlePrice();
                  case PlanKey.One(var module) -> book.sum(List.of(module));
                })
            .reduce(Money::plus)
            .orElseThrow();
    return new Money(Math.multiplyExact(one.minor(), seats), one.currency());
  }

  private CompletionStage<Answer<Nothing>> change(Call call, Wanted wanted) {
    return selling(desk ->
        desk.change(call.workspace(), wanted.purchase(), wanted.at(), call.directive())
            .thenCompose(
                outcome -> audited(call, outcome, "billing.plan-changed", wanted.purchase()))
            .thenApply(outcome -> answer(outcome, _ -> Nothing.NOTHING)));
  }

  private CompletionStage<Answer<Nothing>> ending(Call call, boolean ends) {
    return selling(desk ->
        desk.ending(call.workspace(), ends, call.directive())
            .thenCompose(outcome ->
                audited(
                    call,
                    outcome,
                    ends ? "billing.cancelled" : "billing.resumed",
                    new Purchase(java.util.Set.of(), false, OptionalInt.empty(), Optional.empty())))
            .thenApply(outcome -> answer(outcome, (Billing _) -> Nothing.NOTHING)));
  }

  private CompletionStage<Answer<InvoiceWire.Some>> invoices(Call call, Nothing nothing) {
    return parts
        .selling()
        .map(selling ->
            selling
                .desk()
                .invoices(call.workspace())
                .thenApply(found ->
                    Answer.of(new InvoiceWire.Some(found.stream().map(InvoiceWire::of).toList())))
                .<Answer<InvoiceWire.Some>>thenApply(done -> done)
                .exceptionally(BillingProblems::failed))
        .orElseGet(
            () -> CompletableFuture.completedStage(Answer.of(new InvoiceWire.Some(List.of()))));
  }

  private <O> CompletionStage<Answer<O>> selling(
      Function<BillingDesk, CompletionStage<Answer<O>>> work) {
    return parts
        .selling()
        .map(selling -> work.apply(selling.desk()).exceptionally(BillingProblems::failed))
        .orElseGet(() -> refused(BillingProblems.selfHosted()));
  }

  /** What was done is written down; what was refused changed nothing. */
  private <T> CompletionStage<Outcome<T>> audited(
      Call call, Outcome<T> outcome, String action, Purchase purchase) {
    return switch (outcome) {
      case Outcome.Refused<T> _ -> CompletableFuture.completedStage(outcome);
      case Outcome.Done<T> _ ->
          parts
              .blocking()
              .run(
                  "database",
                  () -> {
                    parts
                        .audit()
                        .append(
                            call.workspace(),
                            call.audit(action, "workspace:" + call.workspace())
                                .after(words(purchase)));
                    return outcome;
                  });
    };
  }

  private static Map<String, String> words(Purchase purchase) {
    return Map.of(
        "modules",
        purchase.bundle()
            ? "bundle"
            : String.join(
                ",", purchase.modules().stream().map(module -> module.code()).sorted().toList()),
        "seats",
        purchase.seats().isPresent() ? Integer.toString(purchase.seats().getAsInt()) : "");
  }

  private static <T, O> Answer<O> answer(Outcome<T> outcome, Function<T, O> wire) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> Answer.of(wire.apply(value));
      case Outcome.Refused<T>(PurchaseRejection why) -> Answer.refused(BillingProblems.of(why));
    };
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

package com.quotahit.http.billing;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.Entitlement;
import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.billing.EntitlementState;
import com.quotahit.core.billing.FreeMonth;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The price list, what a workspace has of it, trials and seats. */
public final class EntitlementEndpoints {

  /** Which module to try. */
  public record TrialWire(String module) {

    Parsed<PlanModule> parse() {
      return PurchaseWire.module(module)
          .map(Parsed::valid)
          .orElseGet(
              () -> Parsed.invalid("module", "unknown", "There is no such module for sale."));
    }
  }

  /**
   * In which time zone a workspace's months begin.
   *
   * @param zone such as {@code Europe/Berlin}
   */
  public record ZoneWire(String zone) {

    Parsed<ZoneId> parse() {
      try {
        return Parsed.valid(ZoneId.of(zone.strip()));
      } catch (DateTimeException e) {
        return Parsed.invalid("zone", "unknown", "Use a name such as Europe/Berlin.");
      }
    }
  }

  private final BillingParts parts;

  public EntitlementEndpoints(BillingParts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/billing/plans", "What is for sale")
            .open()
            .answers(PlansWire.class)
            .by(this::plans),
        Endpoint.get("/billing/entitlements", "What the workspace has of it")
            .signedIn()
            .answers(EntitlementsWire.class)
            .by(this::entitlements),
        Endpoint.post("/billing/trial", "Try a module")
            .needs(Permission.BILLING_MANAGE)
            .body(TrialWire.class, TrialWire::parse)
            .answers(201, EntitlementsWire.class)
            .notWhileImpersonating()
            .by(this::tryOut),
        Endpoint.get("/billing/seats", "Who has a seat")
            .needs(Permission.BILLING_MANAGE)
            .answers(SeatsWire.class)
            .by(this::seats),
        Endpoint.put("/billing/seats", "Give seats to exactly these people")
            .needs(Permission.BILLING_MANAGE)
            .body(SeatsWire.Assigning.class, SeatsWire.Assigning::parse)
            .answers(SeatsWire.class)
            .notWhileImpersonating()
            .by(this::assign),
        Endpoint.put("/billing/zone", "Choose the time zone in which months begin")
            .needs(Permission.BILLING_MANAGE)
            .body(ZoneWire.class, ZoneWire::parse)
            .answers(ZoneWire.class)
            .notWhileImpersonating()
            .by(this::zone));
  }

  private CompletionStage<Answer<PlansWire>> plans(Call call, Nothing nothing) {
    boolean simulated = parts.selling().map(s -> s.desk().simulated()).orElse(false);
    return parts
        .plans()
        .book()
        .thenApply(book -> Answer.of(PlansWire.of(book, parts.selling().isEmpty(), simulated)));
  }

  private CompletionStage<Answer<EntitlementsWire>> entitlements(Call call, Nothing nothing) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(call.workspace()))
        .thenCompose(found -> shown(call, found.state()))
        .thenApply(Answer::of);
  }

  private CompletionStage<EntitlementsWire> shown(Call call, Billing billing) {
    FreeMonth month = FreeMonth.at(call.now(), billing.open().zone());
    return parts
        .plans()
        .book()
        .thenCompose(book ->
            parts
                .blocking()
                .run("database", () -> parts.usage().used(call.workspace(), month.first()))
                .thenApply(used ->
                    new EntitlementsWire(
                        EntitlementPolicy.all(billing, call.now()).stream()
                            .map(has ->
                                parts.selling().isEmpty()
                                    ? given(has.module())
                                    : item(has, billing, book, used, month))
                            .toList(),
                        billing.open().zone().getId())));
  }

  /** Where nothing is sold everything is given. */
  private static EntitlementsWire.Item given(PlanModule module) {
    return new EntitlementsWire.Item(
        module,
        EntitlementState.COMPLIMENTARY,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of());
  }

  private static EntitlementsWire.Item item(
      Entitlement has,
      Billing billing,
      PlanBook book,
      Map<FreeLimit, Integer> used,
      FreeMonth month) {
    Map<String, EntitlementsWire.Limit> limits = new TreeMap<>();
    if (has.state() == EntitlementState.FREE) {
      for (FreeLimit limit : FreeLimit.values()) {
        if (limit.module() == has.module()) {
          limits.put(
              limit.code(),
              new EntitlementsWire.Limit(
                  used.getOrDefault(limit, 0), book.free().getOrDefault(limit, 0), month.ends()));
        }
      }
    }
    boolean ending =
        billing.open().living().stream()
            .anyMatch(held -> held.ending() && held.seats().containsKey(has.module()));
    return new EntitlementsWire.Item(
        has.module(),
        has.state(),
        has.bySeat() ? OptionalInt.of(has.seats()) : OptionalInt.empty(),
        has.until(),
        has.period().map(of -> new EntitlementsWire.Period(of.start(), of.end())),
        ending && has.state().open(),
        limits);
  }

  private CompletionStage<Answer<EntitlementsWire>> tryOut(Call call, PlanModule module) {
    if (parts.selling().isEmpty()) {
      return refused(BillingProblems.selfHosted());
    }
    return parts
        .plans()
        .book()
        .thenCompose(book ->
            tell(
                call,
                new BillingCommand.StartTrial(
                    module, book.offer(module).map(PlanBook.Offer::trialDays).orElse(0))))
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<Billing, BillingRejection>(Billing billing, long _) ->
                  parts
                      .blocking()
                      .run(
                          "database",
                          () -> {
                            parts
                                .audit()
                                .append(
                                    call.workspace(),
                                    call.audit("billing.trial-started", "module:" + module.code()));
                            return billing;
                          })
                      .thenCompose(now -> shown(call, now))
                      .thenApply(Answer::of);
              case Reply.Refused<Billing, BillingRejection>(BillingRejection why) ->
                  refused(BillingProblems.of(why));
              case Reply.TooLate<Billing, BillingRejection> _ -> refused(Answer.tooLate());
            });
  }

  private CompletionStage<Answer<SeatsWire>> seats(Call call, Nothing nothing) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(call.workspace()))
        .thenApply(found -> Answer.of(seats(found.state())));
  }

  private static SeatsWire seats(Billing billing) {
    return new SeatsWire(billing.open().seated(), billing.open().seatsMost());
  }

  private CompletionStage<Answer<SeatsWire>> assign(Call call, List<UserId> users) {
    return parts
        .blocking()
        .run("database", () -> strangers(call, users))
        .thenCompose(problems ->
            problems.isEmpty()
                ? tell(call, new BillingCommand.Seat(users))
                    .thenCompose(reply ->
                        audited(call, users, reply)
                            .thenApply(_ ->
                                Answer.from(
                                    reply, EntitlementEndpoints::seats, BillingProblems::of)))
                : refused(Problem.invalid(problems)));
  }

  private List<FieldProblem> strangers(Call call, List<UserId> users) {
    Set<UserId> members = new HashSet<>(parts.customers().members(call.workspace()));
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      if (!members.contains(users.get(i))) {
        problems.add(
            new FieldProblem("assigned[" + i + "]", "unknown", "Nobody with this id works here."));
      }
    }
    return problems;
  }

  /** What was refused is not written down as done. */
  private CompletionStage<Integer> audited(
      Call call, List<UserId> users, Reply<Billing, BillingRejection> reply) {
    if (!(reply instanceof Reply.Done<Billing, BillingRejection>)) {
      return CompletableFuture.completedStage(0);
    }
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              parts
                  .audit()
                  .append(
                      call.workspace(),
                      call.audit("billing.seats-assigned", "workspace:" + call.workspace())
                          .after(Map.of("seated", Integer.toString(users.size()))));
              return users.size();
            });
  }

  private CompletionStage<Answer<ZoneWire>> zone(Call call, ZoneId zone) {
    return tell(call, new BillingCommand.SetZone(zone))
        .thenApply(reply ->
            Answer.from(
                reply,
                billing -> new ZoneWire(billing.open().zone().getId()),
                BillingProblems::of));
  }

  private CompletionStage<Reply<Billing, BillingRejection>> tell(
      Call call, BillingCommand command) {
    return parts
        .entities()
        .execute(BillingKind.BILLING, BillingKind.of(call.workspace()), command, call.directive())
        .thenApply(reply -> {
          parts.entitlements().changed(call.workspace());
          return reply;
        });
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

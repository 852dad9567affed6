package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.KeyBook;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.MembershipsPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.TryEndpoints.CostWire;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What models may cost in a month. */
public final class BudgetEndpoints {

  /**
   * A budget for a calendar month (UTC).
   *
   * @param id user, key or module; empty for the workspace and the installation's key
   * @param monthMinor in cents
   * @param softPercent at which somebody is told
   * @param spent counted so far, with what answers under way may cost at the most
   */
  public record BudgetWire(
      String scope, String id, long monthMinor, String currency, int softPercent, CostWire spent) {

    static BudgetWire of(BudgetsPort.Standing standing) {
      Budget budget = standing.budget();
      return new BudgetWire(
          budget.scope().code(),
          budget.subject(),
          budget.month().value() / MICROS_PER_MINOR,
          "USD",
          budget.softPercent(),
          CostWire.of(standing.spent()));
    }
  }

  public record SetBudgetWire(
      String scope,
      Optional<String> id,
      long monthMinor,
      Optional<String> currency,
      Optional<Integer> softPercent) {

    Parsed<Budget> parse() {
      FieldChecks checks = new FieldChecks();
      Optional<Budget.Scope> known = Budget.Scope.of(scope);
      checks.require(
          known.isPresent(),
          "scope",
          "unknown",
          "A budget is for user, key, module, workspace or platform.");
      boolean whole =
          known.filter(s -> s == Budget.Scope.WORKSPACE || s == Budget.Scope.PLATFORM).isPresent();
      String subject = checks.text("id", id.orElse(""), whole ? 0 : 1, SUBJECT_MAX);
      checks.range("monthMinor", monthMinor, 0, MINOR_MAX);
      checks.require(
          currency.orElse("USD").equals("USD"),
          "currency",
          "not_possible",
          "Providers' prices are in US dollars, so budgets are as well.");
      checks.range("softPercent", softPercent.orElse(SOFT), 1, 100);
      return checks.parsed(() ->
          new Budget(
              known.orElseThrow(),
              whole ? "" : subject,
              new MicroUsd(monthMinor * MICROS_PER_MINOR),
              softPercent.orElse(SOFT)));
    }
  }

  private static final long MICROS_PER_MINOR = 10_000;
  private static final long MINOR_MAX = 100_000_000_00L;
  private static final int SUBJECT_MAX = 60;
  private static final int SOFT = 80;

  /** Those of people and keys that are gone stay until somebody takes them away. */
  private static final int BUDGETS_MAX = 500;

  /** What answers are made for: the product's parts, and trying a model out. */
  private static final Set<String> MODULES =
      Stream.concat(
              Arrays.stream(PlanModule.values()).map(PlanModule::code),
              Stream.of(TryEndpoints.PURPOSE.module()))
          .collect(Collectors.toUnmodifiableSet());

  private static final FieldProblem NOT_THERE =
      new FieldProblem(
          "id", "unknown", "Choose a member, a key or a module that this workspace has.");

  private final BudgetsPort budgets;
  private final KeyBook book;
  private final MembershipsPort members;
  private final AuditPort audit;
  private final Blocking blocking;

  public BudgetEndpoints(
      BudgetsPort budgets,
      KeyBook book,
      MembershipsPort members,
      AuditPort audit,
      Blocking blocking) {
    this.budgets = budgets;
    this.book = book;
    this.members = members;
    this.audit = audit;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/budgets", "What models may cost this month, and what is spent")
            .needs(Permission.SETTINGS_MANAGE)
            .answersPage(BudgetWire.class)
            .by(this::list),
        Endpoint.put("/budgets", "Set what models may cost in a month")
            .needs(Permission.SETTINGS_MANAGE)
            .body(SetBudgetWire.class, SetBudgetWire::parse)
            .answers(BudgetWire.class)
            .by(this::set),
        Endpoint.delete("/budgets", "Take a budget away")
            .needs(Permission.SETTINGS_MANAGE)
            .answersNothing()
            .query("scope", "Of what", "user", "key", "module", "workspace", "platform")
            .query("id", "Of which user, key or module")
            .by(this::remove));
  }

  private CompletionStage<Answer<PageWire<BudgetWire>>> list(Call call, Nothing nothing) {
    return blocking.run(
        "database",
        () ->
            Answer.of(
                PageWire.all(
                    budgets.standing(call.workspace(), month(call)).stream()
                        .map(BudgetWire::of)
                        .toList())));
  }

  private CompletionStage<Answer<BudgetWire>> set(Call call, Budget budget) {
    return book.of(call.workspace()).thenCompose(terms -> set(call, budget, terms.keys()));
  }

  private CompletionStage<Answer<BudgetWire>> set(
      Call call, Budget budget, List<ProviderKey> keys) {
    return blocking.run(
        "database",
        () -> {
          if (!isThere(call.workspace(), budget, keys)) {
            return Answer.refused(Problem.invalid(List.of(NOT_THERE)));
          }
          if (oneTooMany(call, budget)) {
            return Answer.refused(
                Problem.of(
                    409,
                    "budget.too-many",
                    "Too many budgets",
                    "A workspace has at most " + BUDGETS_MAX + " budgets. Take one away first."));
          }
          budgets.set(call.workspace(), budget, month(call));
          book.changed(call.workspace());
          audit.append(
              call.workspace(),
              call.audit("budget.set", "budget:" + budget.scope().code() + ":" + budget.subject())
                  .after(
                      Map.of(
                          "month",
                          budget.month().dollars().toPlainString(),
                          "soft",
                          String.valueOf(budget.softPercent()))));
          return budgets.standing(call.workspace(), month(call)).stream()
              .filter(standing ->
                  standing.budget().scope() == budget.scope()
                      && standing.budget().subject().equals(budget.subject()))
              .findFirst()
              .<Answer<BudgetWire>>map(found -> Answer.of(BudgetWire.of(found)))
              .orElseGet(() -> Answer.refused(Problem.notFound()));
        });
  }

  /** A budget of nobody or nothing would never be spent, and never be missed. */
  private boolean isThere(WorkspaceId workspace, Budget budget, List<ProviderKey> keys) {
    String subject = budget.subject();
    return switch (budget.scope()) {
      case WORKSPACE, PLATFORM -> true;
      case USER ->
          Ids.valid(UserId.PREFIX, subject)
              && members.member(workspace, new UserId(subject)).isPresent();
      case KEY -> keys.stream().anyMatch(key -> key.id().value().equals(subject));
      case MODULE -> MODULES.contains(subject);
    };
  }

  private boolean oneTooMany(Call call, Budget budget) {
    List<BudgetsPort.Standing> all = budgets.standing(call.workspace(), month(call));
    return all.size() >= BUDGETS_MAX
        && all.stream()
            .map(BudgetsPort.Standing::budget)
            .noneMatch(known ->
                known.scope() == budget.scope() && known.subject().equals(budget.subject()));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call, Nothing nothing) {
    Optional<Budget.Scope> scope = call.query("scope").flatMap(Budget.Scope::of);
    String subject = call.query("id").orElse("");
    if (scope.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.refused(Problem.notFound()));
    }
    return blocking.run(
        "database",
        () -> {
          if (!budgets.remove(call.workspace(), scope.get(), subject)) {
            return Answer.refused(Problem.notFound());
          }
          book.changed(call.workspace());
          audit.append(
              call.workspace(),
              call.audit("budget.removed", "budget:" + scope.get().code() + ":" + subject));
          return Answer.done();
        });
  }

  private static YearMonth month(Call call) {
    return YearMonth.from(call.now().atZone(ZoneOffset.UTC));
  }
}

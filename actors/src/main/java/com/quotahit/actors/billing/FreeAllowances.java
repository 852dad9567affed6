package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.billing.FreeMonth;
import com.quotahit.core.billing.UsagePort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AllowancePort;
import com.quotahit.core.workspace.FreeLimit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts free actions, and says so when most or all of a month's are used. */
public final class FreeAllowances implements AllowancePort {

  private static final int MOST_PERCENT = 80;

  private final LiveEntitlements entitlements;
  private final LivePlans plans;
  private final UsagePort usage;
  private final BillingNewsPort news;
  private final Blocking blocking;
  private final InstantSource clock;

  public FreeAllowances(
      LiveEntitlements entitlements,
      LivePlans plans,
      UsagePort usage,
      BillingNewsPort news,
      Blocking blocking,
      InstantSource clock) {
    this.entitlements = entitlements;
    this.plans = plans;
    this.usage = usage;
    this.news = news;
    this.blocking = blocking;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Allowance> use(WorkspaceId workspace, FreeLimit limit, String action) {
    return entitlements
        .billing(workspace)
        .thenCompose(billing -> {
          Instant now = clock.instant();
          boolean lifted = EntitlementPolicy.of(billing, limit.module(), now).state().open();
          return lifted
              ? CompletableFuture.completedStage(new Allowance.Granted())
              : counted(workspace, billing, limit, action, now);
        });
  }

  private CompletionStage<Allowance> counted(
      WorkspaceId workspace, Billing billing, FreeLimit limit, String action, Instant now) {
    FreeMonth month = FreeMonth.at(now, billing.open().zone());
    return plans
        .book()
        .thenCompose(book -> {
          int most = book.free().getOrDefault(limit, 0);
          return blocking
              .run("database", () -> usage.use(workspace, limit, month.first(), action, most, now))
              .thenApply(count -> {
                if (count.counted() && worthSaying(count.used(), most)) {
                  news.tell(
                      workspace,
                      new BillingNewsPort.News.FreeActionsUsed(
                          limit, count.used(), most, month.ends()),
                      limit.code() + "/" + month.first() + "/" + count.used());
                }
                return count.granted()
                    ? new Allowance.Granted()
                    : new Allowance.UsedUp(limit, most, month.ends());
              });
        });
  }

  private static boolean worthSaying(int used, int most) {
    return used == most || used == (most * MOST_PERCENT + 99) / 100;
  }
}

package com.quotahit.cluster;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** News of billing for those who look after payment. */
record BillingNews(NotifyPort people, Blocking blocking) implements BillingNewsPort {

  private static final Logger LOG = LoggerFactory.getLogger(BillingNews.class);

  @Override
  public CompletionStage<?> tell(WorkspaceId workspace, News news, String once) {
    List<com.quotahit.core.workspace.News> all = words(news);
    if (all.isEmpty()) {
      return CompletableFuture.completedStage(once);
    }
    return blocking
        .run(
            "database",
            () -> {
              for (int i = 0; i < all.size(); i++) {
                people.tell(
                    workspace,
                    new NotifyPort.Audience.Holding(Permission.BILLING_MANAGE),
                    all.get(i),
                    once + "/" + i);
              }
              return once;
            })
        .whenComplete((_, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("workspace", workspace.value())
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("news of billing were not told");
          }
        });
  }

  private static List<com.quotahit.core.workspace.News> words(News news) {
    return switch (news) {
      case News.PaymentFailed(Optional<Money> amount, Instant openUntil) ->
          List.of(
              new com.quotahit.core.workspace.News.PaymentFailed(
                  amount.map(Money::minor).orElse(0L),
                  amount.map(m -> m.currency().getCurrencyCode()).orElse("EUR"),
                  openUntil));
      case News.AccessEnded(var modules) -> {
        List<com.quotahit.core.workspace.News> each = new ArrayList<>();
        // A set has another order on another node, and the place is part of the news' name.
        for (PlanModule module : new TreeSet<>(modules)) {
          each.add(new com.quotahit.core.workspace.News.ModuleExpired(module.code()));
        }
        yield each;
      }
      case News.TrialEnded(PlanModule module) ->
          List.of(new com.quotahit.core.workspace.News.ModuleExpired(module.code()));
      // The plan's own page shows it; nobody has to do anything.
      case News.PaymentRecovered _ -> List.of();
      case News.FreeActionsUsed(var limit, int used, int most, Instant resetsAt) ->
          List.of(
              new com.quotahit.core.workspace.News.FreeActionsUsed(
                  limit.code().replace('_', ' '), used, most, resetsAt));
    };
  }
}

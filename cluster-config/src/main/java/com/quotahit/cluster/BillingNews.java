package com.quotahit.cluster;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.UserId;
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
                people.tell(workspace, audience(news), all.get(i), once + "/" + i);
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

  /** A seat is the concern of whoever sits on it, all else of those who look after payment. */
  private static NotifyPort.Audience audience(News news) {
    return switch (news) {
      case News.SeatGiven(UserId user) -> new NotifyPort.Audience.One(user);
      case News.SeatTaken(UserId user) -> new NotifyPort.Audience.One(user);
      case News.PaymentFailed _,
          News.PaymentRecovered _,
          News.AccessEnded _,
          News.TrialEnding _,
          News.TrialEnded _,
          News.SubscriptionNotRestored _,
          News.FreeActionsUsed _ ->
          new NotifyPort.Audience.Holding(Permission.BILLING_MANAGE);
    };
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
      case News.TrialEnding(PlanModule module, Instant until) ->
          List.of(new com.quotahit.core.workspace.News.TrialEnding(module.code(), until));
      case News.SeatGiven _ -> List.of(new com.quotahit.core.workspace.News.SeatGiven());
      case News.SeatTaken _ -> List.of(new com.quotahit.core.workspace.News.SeatTaken());
      case News.SubscriptionNotRestored(var paidUntil) ->
          List.of(new com.quotahit.core.workspace.News.SubscriptionNotRestored(paidUntil));
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

package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Entities;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the workspaces in use on this node may use, in memory, so that a request costs no query. A
 * change anywhere is heard at once; a notice that got lost is made good within {@code trusted}.
 * When the entity cannot be asked, what was known is believed for a while, so that an outage of
 * billing closes nobody's work.
 */
public final class LiveEntitlements implements EntitlementsPort {

  private static final String CHANGED = "entitlements-changed";

  /**
   * One workspace, worked out once for those with a seat and those without.
   *
   * @param until when something runs out by itself
   */
  private record Known(
      Billing billing,
      Set<UserId> seats,
      Entitled seated,
      Entitled unseated,
      Instant readAt,
      Optional<Instant> until) {

    Entitled of(UserId user) {
      return seats.contains(user) ? seated : unseated;
    }
  }

  private final Entities entities;
  private final LivePlans plans;
  private final NoticePort notices;
  private final InstantSource clock;
  private final BillingSettings settings;
  private final Map<WorkspaceId, Known> known;
  private final Map<WorkspaceId, CompletableFuture<Known>> asked = new ConcurrentHashMap<>();

  public LiveEntitlements(
      Entities entities,
      LivePlans plans,
      NoticePort notices,
      InstantSource clock,
      BillingSettings settings) {
    this.entities = entities;
    this.plans = plans;
    this.notices = notices;
    this.clock = clock;
    this.settings = settings;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Known> eldest) {
            return size() > settings.cached();
          }
        };
    notices.listen(CHANGED, text -> forget(new WorkspaceId(text)));
    plans.whenChanged(this::forgetAll);
  }

  @Override
  public CompletionStage<Entitled> of(WorkspaceId workspace, UserId user) {
    return known(workspace).thenApply(found -> found.of(user));
  }

  /** What the workspace has, as this node knows it. */
  public CompletionStage<Billing> billing(WorkspaceId workspace) {
    return known(workspace).thenApply(Known::billing);
  }

  /** Something was bought, given or ran out: every node looks anew. */
  public void changed(WorkspaceId workspace) {
    forget(workspace);
    notices.publish(CHANGED, workspace.value());
  }

  private CompletionStage<Known> known(WorkspaceId workspace) {
    Instant now = clock.instant();
    Optional<Known> found;
    synchronized (known) {
      found = Optional.ofNullable(known.get(workspace));
    }
    boolean current = found.filter(k -> k.until().map(now::isBefore).orElse(true)).isPresent();
    if (current && now.isBefore(found.get().readAt().plus(settings.trusted()))) {
      return CompletableFuture.completedFuture(found.get());
    }
    CompletionStage<Known> fresh = ask(workspace);
    return found
        .filter(k -> current && now.isBefore(k.readAt().plus(settings.stale())))
        // Nobody waits for what is only to be confirmed; it may fail without harm.
        .<CompletionStage<Known>>map(CompletableFuture::completedFuture)
        .orElse(fresh);
  }

  private CompletionStage<Known> ask(WorkspaceId workspace) {
    CompletableFuture<Known> mine = new CompletableFuture<>();
    CompletableFuture<Known> other = asked.putIfAbsent(workspace, mine);
    if (other != null) {
      return other.copy();
    }
    entities
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCombine(plans.book(), (done, book) -> worked(done.state(), book))
        .whenComplete((fresh, failure) -> {
          // Forgotten while it was asked: the answer may be old already, and is not kept.
          boolean still = asked.remove(workspace, mine);
          if (failure != null) {
            mine.completeExceptionally(failure);
            return;
          }
          if (still) {
            synchronized (known) {
              known.put(workspace, fresh);
            }
          }
          mine.complete(fresh);
        });
    return mine.copy();
  }

  private Known worked(Billing billing, PlanBook book) {
    Instant now = clock.instant();
    Set<UserId> seats = Set.copyOf(billing.open().seated());
    return new Known(
        billing,
        seats,
        EntitlementPolicy.entitled(billing, book, true, now),
        EntitlementPolicy.entitled(billing, book, false, now),
        now,
        EntitlementPolicy.nextChange(billing, now));
  }

  private void forget(WorkspaceId workspace) {
    asked.remove(workspace);
    synchronized (known) {
      known.remove(workspace);
    }
  }

  private void forgetAll() {
    asked.clear();
    synchronized (known) {
      known.clear();
    }
  }
}

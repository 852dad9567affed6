package com.quotahit.persistence.billing;

import com.quotahit.core.billing.EndingsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.OutboxTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Endings as effects in the outbox, one for each deletion that a subscription lives through. */
public final class EndingTable implements EndingsPort {

  /** A provider that is away for longer than that is no matter of patience. */
  private static final Duration WITHIN = Duration.ofDays(14);

  private final TenantScope tenants;
  private final InstantSource clock;

  public EndingTable(TenantScope tenants, InstantSource clock) {
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public void plan(WorkspaceId workspace, String customer, String subscription, Instant until) {
    Instant now = clock.instant();
    tenants.useWorkspace(
        workspace,
        handle ->
            OutboxTable.plan(
                handle,
                workspace,
                KIND,
                subscription + "@" + until.toEpochMilli(),
                Jsonb.of(Map.of("customer", customer)),
                now,
                now.plus(WITHIN)));
  }
}

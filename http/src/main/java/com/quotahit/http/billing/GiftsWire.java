package com.quotahit.http.billing;

import com.quotahit.core.billing.Billing;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  /** A module as a present. */
  public record Giving(String workspaceId, String module, Optional<Instant> until) {

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
}

package com.quotahit.actors.engine;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.OutboxPort;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An outbox without a database: states and fences as in the table, leases that a test ends. */
public final class OutboxInMemory implements OutboxPort {

  private static final WorkspaceId WORKSPACE = new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav");

  private final Map<Long, OutboxItem> items = new LinkedHashMap<>();
  private final Map<Long, String> states = new LinkedHashMap<>();
  private boolean leasesOver;

  public synchronized OutboxInMemory plan(String kind, String key) {
    long id = items.size() + 1;
    items.put(id, new OutboxItem(id, WORKSPACE, kind, key, "{}", 0, 0));
    states.put(id, "PLANNED");
    return this;
  }

  public synchronized String state(String key) {
    return items.values().stream()
        .filter(item -> item.businessKey().equals(key))
        .map(item -> states.get(item.id()))
        .findFirst()
        .orElseThrow();
  }

  /** From now on every claim has run out by the time it is used. */
  public synchronized void endLeases() {
    leasesOver = true;
  }

  @Override
  public synchronized List<OutboxItem> claim(String kind, String owner, int most, Duration lease) {
    return take(kind, "PLANNED", "CLAIMED", most);
  }

  @Override
  public synchronized boolean hold(OutboxItem item, Duration lease) {
    return !leasesOver && current(item) && states.get(item.id()).equals("CLAIMED");
  }

  @Override
  public synchronized boolean settle(OutboxItem item, SendOutcome outcome) {
    return to(
        item,
        switch (outcome) {
          case SendOutcome.Sent _ -> "SENT";
          case SendOutcome.Rejected _ -> "FAILED";
          case SendOutcome.NotSent _ -> "PLANNED";
          case SendOutcome.Unknown _ -> "UNKNOWN";
        });
  }

  @Override
  public synchronized int expireClaims() {
    if (leasesOver) {
      states.replaceAll((_, state) -> state.equals("CLAIMED") ? "UNKNOWN" : state);
    }
    return 0;
  }

  @Override
  public synchronized List<OutboxItem> unknown(String kind, int most) {
    return take(kind, "UNKNOWN", "UNKNOWN", most);
  }

  @Override
  public synchronized boolean settle(OutboxItem item, LookupOutcome outcome) {
    return to(
        item,
        switch (outcome) {
          case LookupOutcome.Found _ -> "SENT";
          case LookupOutcome.NotThere _ -> "FAILED";
          case LookupOutcome.StillUnknown _, LookupOutcome.NobodyKnows _ -> "UNKNOWN";
          case LookupOutcome.Repeatable _ -> "PLANNED";
        });
  }

  private List<OutboxItem> take(String kind, String from, String to, int most) {
    List<OutboxItem> taken = new ArrayList<>();
    for (OutboxItem item : List.copyOf(items.values())) {
      if (taken.size() < most && item.kind().equals(kind) && states.get(item.id()).equals(from)) {
        long fence = to.equals("CLAIMED") ? item.fence() + 1 : item.fence();
        OutboxItem next =
            new OutboxItem(item.id(), item.workspace(), kind, item.businessKey(), "{}", fence, 0);
        items.put(item.id(), next);
        states.put(item.id(), to);
        taken.add(next);
      }
    }
    return taken;
  }

  private boolean to(OutboxItem item, String state) {
    boolean open = List.of("CLAIMED", "UNKNOWN").contains(states.get(item.id()));
    if (open && current(item)) {
      states.put(item.id(), state);
      return true;
    }
    return false;
  }

  private boolean current(OutboxItem item) {
    return items.get(item.id()).fence() == item.fence();
  }
}

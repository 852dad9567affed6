package com.quotahit.http.workspace;

import com.quotahit.http.edge.Output;
import java.util.List;

/** The events that open screens hear, for the description of the interface. */
public final class LiveEventTypes {

  /** A session has moved on to another state. */
  public record SessionChangedWire(String id, String state) {}

  /** Somebody was told something, or has read it; says how much is unread then. */
  public record NotificationsChangedWire(String unread) {}

  /** What is known of a key of one's own has changed. */
  public record KeyChangedWire(String provider, String status) {}

  /** A budget has passed its soft limit. */
  public record BudgetNearlySpentWire(String scope, String id) {}

  public static final List<Output.Event> ALL =
      List.of(
          new Output.Event("practice.session-changed", SessionChangedWire.class),
          new Output.Event("notifications.changed", NotificationsChangedWire.class),
          new Output.Event("models.key-changed", KeyChangedWire.class),
          new Output.Event("models.budget-nearly-spent", BudgetNearlySpentWire.class));

  private LiveEventTypes() {}
}

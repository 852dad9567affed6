package com.quotahit.http.workspace;

import com.quotahit.http.edge.Output;
import java.util.List;

/** The events that open screens hear, for the description of the interface. */
public final class LiveEventTypes {

  /** A session has moved on to another state. */
  public record SessionChangedWire(String id, String state) {}

  /** Somebody was told something, or has read it; says how much is unread then. */
  public record NotificationsChangedWire(String unread) {}

  public static final List<Output.Event> ALL =
      List.of(
          new Output.Event("practice.session-changed", SessionChangedWire.class),
          new Output.Event("notifications.changed", NotificationsChangedWire.class));

  private LiveEventTypes() {}
}

package com.quotahit.core.notifications;

/** How ids of this feature begin. */
public final class NotificationIds {

  public static final String NOTIFICATION = "ntf";
  public static final String CHANNEL = "nch";

  private NotificationIds() {}
}

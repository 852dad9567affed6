package com.quotahit.http.notifications;

/** How many pieces of news somebody has not read. */
public record UnreadWire(int unread) {}

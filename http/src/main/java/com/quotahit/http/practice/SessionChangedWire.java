package com.quotahit.http.practice;

import com.quotahit.core.practice.SessionId;

/** Tells an open screen that a session has moved on to another state. */
public record SessionChangedWire(SessionId id, String state) {}

package com.quotahit.core.voice;

/** Kinds of calls that have targets of their own. */
public enum CallKind {
  DISCOVERY,
  DEMO,
  NEGOTIATION,
  COLD,
  FOLLOW_UP
}

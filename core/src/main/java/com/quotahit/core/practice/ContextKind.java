package com.quotahit.core.practice;

/** Where a piece of company context came from. */
public enum ContextKind {
  PDF,
  IMAGE,
  WEBSITE,
  TEXT
}

package com.quotahit.core.workspace;

/** A person with an account. Lives in the workspace where they began. */
public sealed interface User {

  record Absent() implements User {}

  record Registered(String name) implements User {}

  /** Runs the whole installation, beyond any workspace. */
  record PlatformAdmin(String name) implements User {}
}

package com.quotahit.core.workspace;

/** What can be asked of a user. */
public sealed interface UserCommand {

  record Register(String name) implements UserCommand {}

  record GrantPlatformAdmin() implements UserCommand {}

  record RevokePlatformAdmin() implements UserCommand {}
}

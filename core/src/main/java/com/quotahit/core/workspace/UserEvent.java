package com.quotahit.core.workspace;

/** What has happened to a user. The e-mail address is not among it: the journal never forgets. */
public sealed interface UserEvent {

  record Registered(String name) implements UserEvent {}

  record PlatformAdminGranted() implements UserEvent {}

  record PlatformAdminRevoked() implements UserEvent {}
}

package com.quotahit.core.workspace;

/** Why a user's command is refused. */
public sealed interface UserRejection {

  record NoSuchUser() implements UserRejection {}

  /** This id is another person already. */
  record AlreadyRegistered() implements UserRejection {}
}

package com.quotahit.core.models;

import com.quotahit.core.shared.UserId;

/** On whose account a key's calls go. Within a workspace; the installation's keys stand in none. */
public sealed interface KeyOwner {

  record OfUser(UserId user) implements KeyOwner {}

  record OfWorkspace() implements KeyOwner {}

  /** As clients and the database see it. */
  default String code() {
    return switch (this) {
      case OfUser _ -> "user";
      case OfWorkspace _ -> "workspace";
    };
  }

  /** The user's id, or empty text: one owner of each kind in a row's key. */
  default String subject() {
    return switch (this) {
      case OfUser(UserId user) -> user.value();
      case OfWorkspace _ -> "";
    };
  }

  static KeyOwner of(String subject) {
    return subject.isEmpty() ? new OfWorkspace() : new OfUser(new UserId(subject));
  }
}

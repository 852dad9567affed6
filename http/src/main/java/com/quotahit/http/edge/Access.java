package com.quotahit.http.edge;

import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;

/** Who may use an endpoint. Every endpoint states one: the builder has no way around it. */
public sealed interface Access {

  /** Everybody, signed in or not. */
  record Open() implements Access {}

  /** Every person who is signed in, whatever their role; no partner's key. */
  record SignedIn() implements Access {}

  record Needs(Permission permission) implements Access {}

  record PlatformAdmin() implements Access {}

  default boolean allows(Principal principal) {
    return switch (this) {
      case Open _ -> true;
      case SignedIn _ -> principal.key().isEmpty();
      case Needs(Permission permission) -> principal.may(permission);
      case PlatformAdmin _ -> principal.platformAdmin();
    };
  }

  /** As the description and the authorisation matrix print it. */
  default String text() {
    return switch (this) {
      case Open _ -> "open";
      case SignedIn _ -> "signed-in";
      case Needs(Permission permission) -> permission.code();
      case PlatformAdmin _ -> "platform-admin";
    };
  }
}

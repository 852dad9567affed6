package com.quotahit.core.models;

/** What a provider said about a key. */
public sealed interface KeyVerdict {

  record Accepted() implements KeyVerdict {}

  record Refused(KeyFault fault) implements KeyVerdict {}

  static KeyVerdict of(ModelFailure failure) {
    return new Refused(
        switch (failure.kind()) {
          case KEY_REJECTED -> KeyFault.UNAUTHORIZED;
          case QUOTA -> KeyFault.QUOTA;
          case TRANSIENT -> KeyFault.NETWORK;
          case PERMANENT, REFUSED -> KeyFault.NO_PERMISSION;
        });
  }
}

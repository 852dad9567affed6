package com.quotahit.core.models;

import java.time.Instant;
import java.util.Optional;

/** What a provider said about a key. */
public sealed interface KeyVerdict {

  /**
   * @param expiresAt where the provider says when it will take the key no more
   */
  record Accepted(Optional<Instant> expiresAt) implements KeyVerdict {
    public Accepted() {
      this(Optional.empty());
    }
  }

  record Refused(KeyFault fault) implements KeyVerdict {}

  /**
   * Only what the provider says of the key counts against it. A request that it does not know or
   * does not like says nothing of the key: then nobody knows, and the next check may tell.
   */
  static KeyVerdict of(ModelFailure failure) {
    return new Refused(
        switch (failure.kind()) {
          case KEY_REJECTED -> KeyFault.UNAUTHORIZED;
          case QUOTA -> KeyFault.QUOTA;
          case TRANSIENT, PERMANENT, REFUSED -> KeyFault.NETWORK;
        });
  }
}

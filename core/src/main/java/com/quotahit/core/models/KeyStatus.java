package com.quotahit.core.models;

import java.util.Locale;
import java.util.Optional;

/** What is known of a key. */
public enum KeyStatus {
  /** Saved while its provider could not be asked. */
  UNVERIFIED,
  VALID,
  INVALID,
  EXPIRED,
  REVOKED,
  QUOTA_EXHAUSTED;

  /** Stable, as clients and the database see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * May calls be made with it? One that nobody could check is tried; one used up may be refilled.
   */
  public boolean usable() {
    return switch (this) {
      case UNVERIFIED, VALID, QUOTA_EXHAUSTED -> true;
      case INVALID, EXPIRED, REVOKED -> false;
    };
  }

  /**
   * What a check makes of it. A provider that cannot be reached changes nothing; a key that worked
   * once and is refused now was revoked, one that never worked is invalid.
   */
  public KeyStatus after(KeyVerdict verdict) {
    return switch (verdict) {
      case KeyVerdict.Accepted _ -> VALID;
      case KeyVerdict.Refused(KeyFault fault) ->
          switch (fault) {
            case NETWORK -> this;
            case QUOTA -> QUOTA_EXHAUSTED;
            case UNAUTHORIZED, NO_PERMISSION ->
                switch (this) {
                  case UNVERIFIED, INVALID -> INVALID;
                  case VALID, QUOTA_EXHAUSTED, REVOKED -> REVOKED;
                  case EXPIRED -> EXPIRED;
                };
          };
    };
  }

  public static Optional<KeyStatus> of(String code) {
    for (KeyStatus status : values()) {
      if (status.code().equals(code)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}

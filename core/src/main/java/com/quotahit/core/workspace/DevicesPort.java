package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;

/** From which devices somebody has signed in. Every call blocks shortly. */
public interface DevicesPort {

  /** How a device stands to an account. */
  enum Familiarity {
    /** The account's first device of all: nobody needs to be told. */
    FIRST,
    KNOWN,
    NEW
  }

  /**
   * Remembers a sign-in from a device.
   *
   * @param deviceHash of the secret that the device keeps
   */
  Familiarity signedIn(UserId user, byte[] deviceHash, String userAgent, Instant now);

  /** Forgets a bounded number of devices not seen since. */
  int forget(Instant unseenSince);
}

package com.quotahit.core.shared.mail;

import java.time.Instant;
import java.util.Optional;

/** What sending has taught, for the whole cluster. Every call blocks shortly. */
public interface MailStatePort {

  /** The mail server does not let us in; nothing is sent until somebody has looked. */
  record Stop(String problem, Instant at) {}

  Optional<Stop> stopped();

  /** True when it was not stopped before, so that of many that meet the same wall one tells. */
  boolean stop(String problem);

  /** Begins anew; what waited because of the stop goes now. */
  void resume();

  /** Whether the address is known not to exist. */
  boolean suppressed(String address);

  /** Nothing more is sent to the address for a while. */
  void suppress(String address, String problem);
}

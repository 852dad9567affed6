package com.quotahit.core.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tickets to voice sockets: minted over a signed-in request, good for one opening, for a short
 * time.
 */
public interface TicketPort {

  /** Long enough for a browser to open a socket, too short to be worth stealing. */
  Duration LIFE = Duration.ofSeconds(60);

  /** A new ticket; the text is unguessable and nothing but its hash is kept. */
  CompletionStage<String> issue(Admission admission);

  /** Uses the ticket up; empty when it is unknown, late or used. */
  CompletionStage<Optional<Admission>> redeem(String ticket);
}

package com.quotahit.http.practice;

import com.quotahit.core.practice.SessionId;
import java.util.Optional;

/** A session that has just been opened; {@code voice} where the modes are spoken. */
public record SessionOpenedWire(SessionId id, String state, Optional<TicketWire> voice) {}

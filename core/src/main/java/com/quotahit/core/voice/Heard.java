package com.quotahit.core.voice;

import java.util.List;

/** The answer of the turn machine: where the call stands now, and what to do, in order. */
public record Heard(Turn next, List<TurnOrder> orders) {}

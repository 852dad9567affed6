/**
 * A stand-in for OpenAI on loopback: the same requests, events and errors on the wire, with the
 * embedded speech stack for ears and voice and a rule-based mind for thought. Nothing here knows
 * QuotaHit's features; it sees what the provider would see.
 */
@NullMarked
package com.quotahit.actors.sandbox.openai;

import org.jspecify.annotations.NullMarked;

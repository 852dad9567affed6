package com.quotahit.bench.voice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.workspace.PasswordHasher;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Log-ins as fast as the product lets them in: the real hasher behind its real limit, always full.
 * Who is turned away at once comes again at once.
 */
final class LoginFlood {

  static final String BEGIN = "logins begin";
  static final String END = "logins end";

  private static final long AGAIN_AFTER_NANOS = 1_000_000;

  private final PasswordHasher hasher =
      new PasswordHasher(new Blocking(BlockingLimit.from(ConfigFactory.defaultReference())));
  private volatile boolean flooding;
  private long before;

  /** How many passwords were checked until now. */
  long begin() {
    before = hasher.evaluations();
    flooding = true;
    Thread.ofPlatform().daemon().name("login-flood").start(this::flood);
    return before;
  }

  /** How many were checked since it began. */
  long end() {
    flooding = false;
    return hasher.evaluations() - before;
  }

  private void flood() {
    for (long guess = 0; flooding; guess++) {
      boolean turnedAway =
          hasher
              .checkNobody("a guess at a password " + guess)
              .toCompletableFuture()
              .isCompletedExceptionally();
      if (turnedAway) {
        LockSupport.parkNanos(AGAIN_AFTER_NANOS);
      }
    }
  }
}

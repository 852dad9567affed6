package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.workspace.PasswordHash;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Argon2id. Each evaluation takes 19 MiB and a good part of a core, so two run at once and few
 * wait: signing in must not be a way to stop everything else. They run on threads of their own,
 * among which the system shares the cores out: work that never waits would keep a virtual thread's
 * carrier from everybody else for as long as it takes.
 */
public final class PasswordHasher {

  /** The name of its limit under {@code quotahit.engine.blocking}. */
  public static final String LIMIT = "passwords";

  private static final Argon2id TODAY = new Argon2id(19_456, 2, 1, 32);

  /** What a password came to against a hash. */
  public enum Outcome {
    WRONG,
    RIGHT,
    /** Right, but hashed with older parameters. */
    RIGHT_BUT_OLD
  }

  private static final int THREADS = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("password-hash-", 1).factory());
  private final Blocking blocking;
  private final LongAdder evaluations = new LongAdder();
  private final PasswordHash nobody;

  public PasswordHasher(Blocking blocking) {
    this.blocking = blocking;
    this.nobody = TODAY.hash("nobody has this password");
  }

  public CompletionStage<PasswordHash> hash(String password) {
    return apart(() -> TODAY.hash(password));
  }

  public CompletionStage<Outcome> check(String password, PasswordHash hash) {
    return apart(() -> {
      evaluations.increment();
      return outcome(password, hash);
    });
  }

  private <T> CompletionStage<T> apart(Callable<T> work) {
    return blocking.run(LIMIT, () -> threads.submit(work).get());
  }

  /** How many passwords were held against a hash, real or not. */
  public long evaluations() {
    return evaluations.sum();
  }

  /** As much work as a real check, for an account that does not exist. */
  public CompletionStage<Outcome> checkNobody(String password) {
    return check(password, nobody);
  }

  private static Outcome outcome(String password, PasswordHash hash) {
    if (!Argon2id.matches(password, hash)) {
      return Outcome.WRONG;
    }
    return Argon2id.of(hash).equals(TODAY) ? Outcome.RIGHT : Outcome.RIGHT_BUT_OLD;
  }
}

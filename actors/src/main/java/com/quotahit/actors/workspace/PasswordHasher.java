package com.quotahit.actors.workspace;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
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

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Argon2Function TODAY =
      Argon2Function.getInstance(19_456, 2, 1, HASH_BYTES, Argon2.ID);

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
    this.nobody = today("nobody has this password");
  }

  public CompletionStage<PasswordHash> hash(String password) {
    return apart(() -> today(password));
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

  private static PasswordHash today(String password) {
    return new PasswordHash(
        Password.hash(password).addRandomSalt(SALT_BYTES).with(TODAY).getResult());
  }

  private static Outcome outcome(String password, PasswordHash hash) {
    Argon2Function then = Argon2Function.getInstanceFromHash(hash.value());
    if (!Password.check(password, hash.value()).with(then)) {
      return Outcome.WRONG;
    }
    return then.equals(TODAY) ? Outcome.RIGHT : Outcome.RIGHT_BUT_OLD;
  }
}

package com.quotahit.persistence.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Copying and throwing away a database takes the server a fifth of a second, which is a third of
 * what a test takes. It does both while the tests before and after it run.
 */
final class SpareDatabases {

  private static final int SPARE = 2;

  private static final Deque<CompletableFuture<String>> AHEAD = new ArrayDeque<>();
  private static final ExecutorService WORKER =
      Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "spare-databases");
        thread.setDaemon(true);
        return thread;
      });

  private SpareDatabases() {}

  /** The name of an empty, migrated database that nobody else has. */
  static synchronized String take() {
    while (AHEAD.size() <= SPARE) {
      AHEAD.addLast(CompletableFuture.supplyAsync(SpareDatabases::made, WORKER));
    }
    return AHEAD.removeFirst().orTimeout(60, TimeUnit.SECONDS).join();
  }

  static void throwAway(String name) {
    WORKER.execute(
        () -> TestServer.asSuperuser("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
  }

  private static String made() {
    String name = TestServer.COPIES + UUID.randomUUID().toString().replace("-", "");
    TestServer.asSuperuser(
        "CREATE DATABASE " + name + " TEMPLATE " + TestServer.TEMPLATE + " OWNER quotahit_owner");
    return name;
  }
}

package com.quotahit.cluster;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A running node: everything built, joined and bound. */
public final class Node {

  private static final Duration LONGEST_START = Duration.ofSeconds(120);

  private final String publicUrl;

  private Node(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  public String publicUrl() {
    return publicUrl;
  }

  /** Builds from the ground up: database, actors, faculties, features, doors. */
  public static Node start(Config config) throws Exception {
    Foundation base = Foundation.lay(config, List.of());
    try {
      await(base.join());
      return new Node("");
    } catch (Exception failure) {
      base.system().terminate();
      throw failure;
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    CompletableFuture<T> future = stage.toCompletableFuture();
    return future.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
  }
}

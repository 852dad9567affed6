package com.quotahit.core.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the provider told us, kept before it is answered. What it says is only a hint: it marks its
 * customer as one to look at again, and whoever takes that up asks the provider. Every call blocks
 * shortly.
 */
public interface WebhookInboxPort {

  /**
   * One notice, without its content.
   *
   * @param customer whom it is about, where it says so
   */
  record Notice(
      String eventId, String kind, Optional<String> customer, boolean live, Instant createdAt) {}

  /**
   * A customer to look at again; whoever holds it is alone with it.
   *
   * @param generation grows with every notice
   * @param attempts how often it was looked at in vain
   */
  record Due(String customer, long generation, int attempts) {}

  /** False when this very notice was here before. */
  boolean keep(Notice notice);

  /** Marks a customer without a notice. */
  void look(String customer);

  /**
   * Marks every customer, unless somebody did so less than that long ago. Says how many were
   * marked.
   */
  int goRound(Duration every);

  List<Due> claim(int most, Duration lease);

  /** All that was known when it was claimed is seen to. */
  void done(Due due);

  /** Not yet; again after a while. */
  void park(Due due, Duration wait, String why);

  /** No use: nobody knows whose it is. */
  void giveUp(Due due, String why);
}

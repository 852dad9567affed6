package com.quotahit.core.models;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One answer of a model, for those who pay for it and for those who ask how it was made.
 *
 * @param keyId empty for the installation's key
 * @param cost empty where no price is known
 * @param instead the model that was asked first and could not answer
 * @param audio of a spoken conversation
 */
public record ModelUse(
    String id,
    WorkspaceId workspace,
    UserId user,
    Purpose purpose,
    KeySource keySource,
    Optional<KeyId> keyId,
    Provider provider,
    String model,
    TokenUse tokens,
    Optional<MicroUsd> cost,
    Outcome outcome,
    Optional<String> instead,
    Instant startedAt,
    long firstTokenMs,
    long totalMs,
    Optional<AudioUse> audio) {

  /** A written answer. */
  public ModelUse(
      String id,
      WorkspaceId workspace,
      UserId user,
      Purpose purpose,
      KeySource keySource,
      Optional<KeyId> keyId,
      Provider provider,
      String model,
      TokenUse tokens,
      Optional<MicroUsd> cost,
      Outcome outcome,
      Optional<String> instead,
      Instant startedAt,
      long firstTokenMs,
      long totalMs) {
    this(
        id,
        workspace,
        user,
        purpose,
        keySource,
        keyId,
        provider,
        model,
        tokens,
        cost,
        outcome,
        instead,
        startedAt,
        firstTokenMs,
        totalMs,
        Optional.empty());
  }

  /**
   * What an answer is for.
   *
   * @param module code of the part of the product
   * @param feature within it, by which models are chosen
   * @param template id of the instructions
   * @param inputs references to what was read, no content
   */
  public record Purpose(
      String module, String feature, String template, int templateVersion, List<String> inputs) {
    public Purpose {
      inputs = List.copyOf(inputs);
    }
  }

  /** How it ended. */
  public enum Outcome {
    /** It goes on, and what it took so far is counted. */
    UNDER_WAY,
    ANSWERED,
    /** Whoever asked went away. */
    STOPPED,
    /** After the first word, or with the node that it went through. */
    BROKEN
  }
}

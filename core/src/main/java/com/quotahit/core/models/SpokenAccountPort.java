package com.quotahit.core.models;

import java.util.concurrent.CompletionStage;

/** On whose account one spoken conversation is held. Safe for any thread; never blocks. */
public interface SpokenAccountPort {

  /** Whose key at which provider: what is opened ahead is for conversations of the same line. */
  String line();

  /** The provider's id of the model that hears and speaks. */
  String model();

  /** True when the stand-in on this machine plays the provider. */
  boolean simulated();

  /**
   * Where to go, with the key opened for this one connection; fails with a {@link ModelFailure}
   * when the key may be used no more.
   */
  CompletionStage<ProviderAccess> access();

  /** One reply has ended; what the provider counted for it, and the sound since the last one. */
  void used(TokenUse tokens, AudioUse audio);

  /**
   * Another model has written down what the caller said.
   *
   * @param model the provider's id of it
   * @param tokens nothing where the provider counts time, or does not say
   */
  void transcribed(String model, TokenUse tokens, AudioUse audio);

  /** The provider did not serve this key. */
  void troubled(ModelFailure.Kind kind);

  /**
   * The conversation is over, or never began, with so much sound since the last reply; the second
   * time changes nothing.
   */
  void over(long heardMs, long spokenMs);
}

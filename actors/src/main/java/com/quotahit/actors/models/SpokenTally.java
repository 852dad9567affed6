package com.quotahit.actors.models;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.TokenUse;
import java.util.Optional;
import java.util.function.BiFunction;

/** What one model has taken of a conversation so far. Not for use by two threads at once. */
final class SpokenTally {

  private final String id;
  private final String model;
  private final BiFunction<TokenUse, AudioUse, Optional<MicroUsd>> price;
  private TokenUse tokens = TokenUse.measured(0, 0, 0);
  private AudioUse audio = AudioUse.NONE;
  private boolean untold;

  /**
   * @param id of the note of it
   * @param model our id
   * @param price empty where nobody knows it
   */
  SpokenTally(String id, String model, BiFunction<TokenUse, AudioUse, Optional<MicroUsd>> price) {
    this.id = id;
    this.model = model;
    this.price = price;
  }

  String id() {
    return id;
  }

  String model() {
    return model;
  }

  TokenUse tokens() {
    return tokens;
  }

  AudioUse audio() {
    return audio;
  }

  void add(TokenUse more, AudioUse sound) {
    tokens = tokens.plus(more);
    audio = audio.plus(sound);
  }

  /** Something was done that the provider gave no number of tokens for. */
  void untold() {
    untold = true;
  }

  /** Nobody knows what the whole costs where a part of it was not counted in tokens. */
  Optional<MicroUsd> cost() {
    return untold ? Optional.empty() : price.apply(tokens, audio);
  }

  /** One of which nothing was counted and nothing heard is not worth a note. */
  boolean worthNoting() {
    return untold || tokens.in() + tokens.out() > 0 || audio.heardMs() + audio.spokenMs() > 0;
  }
}

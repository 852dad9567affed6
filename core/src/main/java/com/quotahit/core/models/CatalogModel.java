package com.quotahit.core.models;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A model as the catalogue knows it.
 *
 * @param id ours: the provider's code, a slash, the provider's id
 * @param name the provider's id
 * @param contextTokens where it is known
 * @param price where it is known; never guessed
 * @param retiresAt the provider's last day for it, where one is announced
 * @param replacement id of the model to choose then, where the provider names one
 * @param source where this is known from
 */
public record CatalogModel(
    String id,
    Provider provider,
    String name,
    String display,
    Set<Capability> capabilities,
    Optional<Integer> contextTokens,
    Optional<ModelPrice> price,
    State state,
    Optional<LocalDate> retiresAt,
    Optional<String> replacement,
    String source) {

  /** Source of models that a provider lists and nobody has looked at yet. */
  public static final String FOUND = "found";

  /** What a model can do beside text. */
  public enum Capability {
    VISION,
    TOOLS,
    JSON,
    AUDIO,
    PDF,
    SEARCH,
    /** Takes a temperature; many that think first do not. */
    TEMPERATURE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Capability> of(String code) {
      for (Capability capability : values()) {
        if (capability.code().equals(code)) {
          return Optional.of(capability);
        }
      }
      return Optional.empty();
    }
  }

  /** Whether it can be chosen. */
  public enum State {
    ACTIVE,
    /** Answers still, but its end is announced. */
    DEPRECATED,
    /** The provider has it no more. */
    UNAVAILABLE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String code) {
      for (State state : values()) {
        if (state.code().equals(code)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  public CatalogModel {
    capabilities = Set.copyOf(capabilities);
  }

  /** The state on a day: an announced end makes it deprecated, one that is past unavailable. */
  public State stateOn(LocalDate day) {
    if (state == State.UNAVAILABLE || retiresAt.filter(end -> end.isBefore(day)).isPresent()) {
      return State.UNAVAILABLE;
    }
    return retiresAt.isPresent() ? State.DEPRECATED : state;
  }
}

package com.quotahit.core.models;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Asks a provider which models it has. Blocks; throws {@link ModelFailure}. */
@FunctionalInterface
public interface ModelListPort {

  /**
   * @param id the provider's
   * @param retiresAt where the provider says so
   * @param display the provider's name for people, where it has one
   * @param contextTokens where the provider says so
   * @param price where the provider publishes it with its list
   */
  record Listed(
      String id,
      Optional<LocalDate> retiresAt,
      Optional<String> display,
      Optional<Integer> contextTokens,
      Optional<ModelPrice> price) {

    public Listed(String id, Optional<LocalDate> retiresAt) {
      this(id, retiresAt, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  List<Listed> list(ProviderAccess access);
}

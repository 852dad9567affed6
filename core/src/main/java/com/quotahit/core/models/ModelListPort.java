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
   */
  record Listed(String id, Optional<LocalDate> retiresAt) {}

  List<Listed> list(ProviderAccess access);
}

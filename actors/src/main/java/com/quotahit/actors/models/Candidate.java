package com.quotahit.actors.models;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.TokenUse;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model that may be asked, with the key it would be asked with.
 *
 * @param key empty for the one from the installation's environment
 * @param access opens the key, at the moment of the call
 */
record Candidate(
    CatalogModel model,
    KeySource source,
    Optional<ProviderKey> key,
    Supplier<ProviderAccess> access,
    boolean simulated) {

  /** What the workspace knows the key by; the installation's is none of its own. */
  Optional<KeyId> ownKey() {
    return source == KeySource.PLATFORM || source == KeySource.SANDBOX
        ? Optional.empty()
        : key.map(ProviderKey::id);
  }

  /** Among the budgets of a call: one of a key is only for answers that the key pays for. */
  boolean countsAgainst(BudgetsPort.Count budget) {
    return switch (budget.scope()) {
      case WORKSPACE, USER, MODULE -> true;
      case KEY -> ownKey().map(KeyId::value).filter(budget.subject()::equals).isPresent();
      case PLATFORM -> source == KeySource.PLATFORM;
    };
  }

  /** Whose trouble at which provider. */
  String line() {
    return model.provider().code() + "/" + key.map(own -> own.id().value()).orElse("platform");
  }

  /** What an answer costs: as the provider reckons, else by its price; nothing at the stand-in. */
  Optional<MicroUsd> cost(TokenUse use, Optional<MicroUsd> reported) {
    return simulated
        ? Optional.of(MicroUsd.ZERO)
        : reported.or(() -> model.price().map(price -> price.cost(use)));
  }

  /** What a spoken conversation costs, where sound has a price. */
  Optional<MicroUsd> cost(TokenUse use, AudioUse sound) {
    return simulated
        ? Optional.of(MicroUsd.ZERO)
        : model.price().flatMap(price -> price.cost(use, sound));
  }
}

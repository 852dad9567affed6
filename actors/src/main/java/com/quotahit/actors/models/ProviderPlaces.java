package com.quotahit.actors.models;

import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.ProviderAccess.Trust;
import com.quotahit.core.shared.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where each provider is asked. A key that carries the stand-in's mark goes to the stand-in, so
 * that everything can be tried on any machine; every other key goes to the provider.
 */
public final class ProviderPlaces {

  /** How the installation itself reaches a provider. */
  public record Platform(ProviderAccess access, boolean simulated) {}

  private final ModelSettings settings;
  private final Map<Provider, URI> standIns;

  /**
   * @param standIns base addresses of the stand-ins that run here
   */
  public ProviderPlaces(ModelSettings settings, Map<Provider, URI> standIns) {
    this.settings = settings;
    this.standIns = Map.copyOf(standIns);
  }

  /**
   * @param typed the address that came with the key, for providers that may be anywhere
   */
  public ProviderAccess access(Provider provider, Secret key, Optional<URI> typed) {
    if (simulated(provider, key, typed)) {
      return new ProviderAccess(provider, standIns.get(provider), key, Trust.OPERATORS);
    }
    return typed
        .map(address -> new ProviderAccess(provider, address, key, Trust.TYPED))
        .orElseGet(() -> new ProviderAccess(provider, place(provider), key, Trust.OPERATORS));
  }

  /** Whether a key is answered by the stand-in. */
  public boolean simulated(Provider provider, Secret key, Optional<URI> typed) {
    return typed.isEmpty()
        && standIns.containsKey(provider)
        && key.reveal().startsWith(provider.sandboxMark());
  }

  /** With the installation's own key, or with none at its stand-in. */
  public Optional<Platform> platform(Provider provider) {
    Optional<Secret> key =
        Optional.ofNullable(settings.places().get(provider)).flatMap(ModelSettings.Place::key);
    if (key.isPresent()) {
      return Optional.of(new Platform(access(provider, key.get(), Optional.empty()), false));
    }
    return settings.sandbox() && standIns.containsKey(provider)
        ? Optional.of(
            new Platform(
                new ProviderAccess(
                    provider,
                    standIns.get(provider),
                    new Secret(provider.sandboxMark() + "-local"),
                    Trust.OPERATORS),
                true))
        : Optional.empty();
  }

  private URI place(Provider provider) {
    ModelSettings.Place place = settings.places().get(provider);
    if (place == null) {
      throw new IllegalArgumentException(
          "a key for " + provider.code() + " needs the address of its server");
    }
    return place.baseUrl();
  }
}

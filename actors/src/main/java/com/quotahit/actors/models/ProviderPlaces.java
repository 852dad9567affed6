package com.quotahit.actors.models;

import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.ProviderAccess.Trust;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where each provider is asked. A key that carries the stand-in's mark goes to the stand-in, so
 * that everything can be tried on any machine; every other key goes to the provider. A key that the
 * operator started the installation with, beside an address, goes to that address whatever it looks
 * like.
 */
public final class ProviderPlaces {

  /**
   * How the installation itself reaches a provider.
   *
   * @param key that an admin has set; empty for the environment's, and for none
   * @param opening opens the key, at the moment of a call
   */
  public record Platform(
      Optional<ProviderKey> key, Supplier<ProviderAccess> opening, boolean simulated) {

    public ProviderAccess access() {
      return opening.get();
    }
  }

  private final ModelSettings settings;
  private final Map<Provider, URI> standIns;
  private final Optional<PlatformKeys> kept;

  /** An installation whose keys come from its environment only. */
  public ProviderPlaces(ModelSettings settings, Map<Provider, URI> standIns) {
    this(settings, standIns, Optional.empty());
  }

  /**
   * @param kept keys that admins have set, which come before the environment's
   * @param standIns base addresses of the stand-ins that run here
   */
  public ProviderPlaces(
      ModelSettings settings, Map<Provider, URI> standIns, Optional<PlatformKeys> kept) {
    this.kept = kept;
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
        .orElseGet(() -> asked(provider, key));
  }

  private ProviderAccess asked(Provider provider, Secret key) {
    return new ProviderAccess(provider, place(provider), key, Trust.OPERATORS);
  }

  /** Whether a key is answered by the stand-in. */
  public boolean simulated(Provider provider, Secret key, Optional<URI> typed) {
    return typed.isEmpty()
        && standIns.containsKey(provider)
        && key.reveal().startsWith(provider.sandboxMark());
  }

  /**
   * With the key that an admin has set, else with the environment's, else with none at the
   * provider's stand-in.
   */
  public Optional<Platform> platform(Provider provider) {
    return kept.flatMap(keys -> keys.usable(provider).map(key -> platform(keys, key)))
        .or(() ->
            environments(provider)
                .map(key ->
                    settings.places().get(provider).elsewhere()
                        ? new Platform(Optional.empty(), () -> asked(provider, key), false)
                        : new Platform(
                            Optional.empty(),
                            () -> access(provider, key, Optional.empty()),
                            simulated(provider, key, Optional.empty()))))
        .or(() -> standIn(provider));
  }

  private Platform platform(PlatformKeys keys, ProviderKey key) {
    return new Platform(
        Optional.of(key),
        () -> access(key.provider(), keys.opened(key), key.baseUrl()),
        simulated(key.provider(), keys.opened(key), key.baseUrl()));
  }

  /** The key that the installation was started with. */
  public Optional<Secret> environments(Provider provider) {
    return Optional.ofNullable(settings.places().get(provider)).flatMap(ModelSettings.Place::key);
  }

  private Optional<Platform> standIn(Provider provider) {
    return settings.sandbox() && standIns.containsKey(provider)
        ? Optional.of(
            new Platform(
                Optional.empty(),
                () ->
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

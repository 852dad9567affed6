package com.quotahit.core.models;

import com.quotahit.core.shared.Secret;
import java.net.URI;

/**
 * Where and with which key a provider is asked; lives as long as one call.
 *
 * @param baseUrl without a slash at its end
 * @param trust whether the operator chose the address, or somebody typed it
 */
public record ProviderAccess(Provider provider, URI baseUrl, Secret key, Trust trust) {

  public enum Trust {
    OPERATORS,
    /** Only public addresses, and those that the operator opened. */
    TYPED
  }
}

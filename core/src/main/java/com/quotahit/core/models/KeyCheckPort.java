package com.quotahit.core.models;

/** Asks a provider about a key with the cheapest call that needs one. Blocks; does not throw. */
@FunctionalInterface
public interface KeyCheckPort {
  KeyVerdict check(ProviderAccess access);
}

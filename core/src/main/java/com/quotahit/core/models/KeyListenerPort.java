package com.quotahit.core.models;

/** Hears when what is known of a key has changed, once for each change. Must not block. */
@FunctionalInterface
public interface KeyListenerPort {

  void changed(ProviderKey key, KeyStatus before);
}

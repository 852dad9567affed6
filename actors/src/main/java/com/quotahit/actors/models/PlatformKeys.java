package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Newest;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.ProviderKeysPort;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.workspace.NoticePort;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation's keys that a platform admin has set, sealed in this node's memory. A change on
 * any node is heard by notice, and looked for now and then in case a notice gets lost.
 */
public final class PlatformKeys {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformKeys.class);

  private final ProviderKeysPort port;
  private final SealPort seal;
  private final Blocking blocking;
  private final InstantSource clock;
  private final Newest<List<ProviderKey>> keys = new Newest<>(List.of());

  public PlatformKeys(
      ProviderKeysPort port,
      SealPort seal,
      Blocking blocking,
      NoticePort notices,
      InstantSource clock) {
    this.port = port;
    this.seal = seal;
    this.blocking = blocking;
    this.clock = clock;
    notices.listen(
        KeyBook.CHANGED,
        text -> {
          if (text.equals(ProviderKey.INSTALLATION.value())) {
            look();
          }
        });
  }

  /** Reads them all. Blocks. */
  public void open() {
    keys.read(() ->
        port.ofWorkspace(ProviderKey.INSTALLATION).keys().stream().filter(this::opens).toList());
  }

  /** One that does not open is as good as none, and in nobody's way who has a key of their own. */
  private boolean opens(ProviderKey key) {
    try {
      opened(key);
      return true;
    } catch (RuntimeException sealed) {
      LOG.atError()
          .addKeyValue("key", key.id())
          .addKeyValue("provider", key.provider().code())
          .addKeyValue("cause", sealed.getClass().getName())
          .log("a key of the installation cannot be opened and is not used");
      return false;
    }
  }

  public CompletionStage<Integer> look() {
    return blocking.run(
        "database",
        () -> {
          open();
          return keys.get().size();
        });
  }

  /** The one that calls may be made with now. */
  Optional<ProviderKey> usable(Provider provider) {
    return keys.get().stream()
        .filter(key -> key.provider() == provider && key.usable(clock.instant()))
        .findFirst();
  }

  Secret opened(ProviderKey key) {
    byte[] plain = seal.open(key.sealed(), key.associated());
    try {
      return new Secret(new String(plain, StandardCharsets.UTF_8));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}

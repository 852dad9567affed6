package com.quotahit.cluster;

import com.quotahit.actors.providers.tink.KeyExchange;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.providers.tink.SealSettings;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.persistence.database.SealKeyTable;

/** Builds what hides secrets: the master key, its rotation, and how nodes agree on it. */
final class SealWiring {

  private static final int LOOKS_UNTIL_GONE = 6;

  private SealWiring() {}

  /**
   * Blocks until the node has the installation's master key, or throws what the operator must do.
   */
  static SealKeeper of(Foundation base) {
    SealSettings settings = SealSettings.from(base.config());
    SealKeeper keeper =
        SealKeeper.open(
            new SealKeeper.Parts(
                settings,
                new SealKeyTable(
                    base.database(), settings.lookEvery().multipliedBy(LOOKS_UNTIL_GONE)),
                new KeyExchange(new ClusterNotices(base.system())),
                base.system().address().hostPort(),
                base.random()));
    OperationsWiring.every(
        base, settings.lookEvery(), "seals", () -> base.blocking().run("seals", keeper::look));
    base.atEnd("leave-seals", keeper::leave);
    return keeper;
  }
}

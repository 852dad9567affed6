package com.quotahit.persistence.journal;

import com.quotahit.persistence.database.Database;
import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;

/**
 * Hands what was built by plain constructors to the parts that Pekko makes by reflection: journal,
 * serializer, lease. There before the actor system starts, so no part can come too early.
 */
public final class PersistenceSetup extends Setup {

  private final Database database;
  private final JournalCatalog catalog;

  private PersistenceSetup(Database database, JournalCatalog catalog) {
    this.database = database;
    this.catalog = catalog;
  }

  /** For {@code ActorSystem.create(behavior, "quotahit", setup)}. */
  public static ActorSystemSetup of(Config config, Database database, JournalCatalog catalog) {
    return ActorSystemSetup.create(
        BootstrapSetup.create(config), new PersistenceSetup(database, catalog));
  }

  public static PersistenceSetup in(ActorSystem system) {
    return system
        .settings()
        .setup()
        .get(PersistenceSetup.class)
        .orElseThrow(() ->
            new IllegalStateException(
                "the actor system was created without PersistenceSetup.of(…)"));
  }

  public Database database() {
    return database;
  }

  public JournalCatalog catalog() {
    return catalog;
  }
}

package com.quotahit.actors.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.ExtensionIdProvider;

/**
 * The kinds that this node knows, for the wire serializer, which Pekko makes by reflection. A kind
 * is here before its shards start and so before any message about it can arrive.
 */
final class EngineKinds implements Extension {

  static final Id ID = new Id();

  private final Map<String, Kind<?, ?, ?, ?>> byName = new ConcurrentHashMap<>();

  static EngineKinds of(ActorSystem system) {
    return ID.get(system);
  }

  void add(Kind<?, ?, ?, ?> kind) {
    Kind<?, ?, ?, ?> before = byName.putIfAbsent(kind.name(), kind);
    if (before != null && !before.equals(kind)) {
      throw new IllegalStateException("two kinds are called " + kind.name());
    }
  }

  Kind<?, ?, ?, ?> named(String name) {
    Kind<?, ?, ?, ?> kind = byName.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "no kind '" + name + "' on this node. Maybe the node runs an older version.");
    }
    return kind;
  }

  static final class Id extends AbstractExtensionId<EngineKinds> implements ExtensionIdProvider {
    @Override
    public EngineKinds createExtension(ExtendedActorSystem system) {
      return new EngineKinds();
    }

    @Override
    public Id lookup() {
      return ID;
    }
  }
}

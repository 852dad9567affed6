package com.quotahit.persistence.journal;

import com.quotahit.core.shared.Recorded;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Pekko's way to the {@link JournalCatalog}. */
final class JournalSerializer extends SerializerWithStringManifest {

  /** Written into every journal row: never changes. */
  static final int IDENTIFIER = 7_202;

  private final JournalCatalog catalog;

  JournalSerializer(ExtendedActorSystem system) {
    this.catalog = PersistenceSetup.in(system).catalog();
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object entry) {
    return catalog.manifest((Recorded<?>) entry);
  }

  @Override
  public byte[] toBinary(Object entry) {
    return catalog.write((Recorded<?>) entry);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return catalog.read(manifest, bytes);
  }
}

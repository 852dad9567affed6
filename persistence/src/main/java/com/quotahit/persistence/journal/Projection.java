package com.quotahit.persistence.journal;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import org.jdbi.v3.core.Handle;

/**
 * Facts of one kind of entity turned into rows. Each fact is applied exactly once, in the
 * transaction that also notes how far the reading has come, within the scope of the fact's
 * workspace.
 */
public interface Projection<E> {

  /** Its name for ever: under it stands how far it has read. */
  String name();

  /** Harmless for a fact that is in the rows already. */
  void apply(Handle handle, EntityId entity, long revision, Recorded<E> recorded);

  /** Takes away all rows of the entity, which are then built anew from its first fact on. */
  void forget(Handle handle, EntityId entity);
}

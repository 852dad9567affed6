package com.quotahit.core.workspace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was written down, for tests to look at. */
public final class AuditInMemory implements AuditPort {

  public record Kept(AuditChain chain, AuditEntry entry) {}

  private final List<Kept> kept = new CopyOnWriteArrayList<>();

  @Override
  public void append(AuditChain chain, AuditEntry entry) {
    kept.add(new Kept(chain, entry));
  }

  public List<Kept> kept() {
    return List.copyOf(kept);
  }
}

package com.quotahit.cluster;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.ImpersonationsPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers every beginning alike, and knows of nothing else. */
record AlwaysOpening(Opened outcome) implements ImpersonationsPort {

  @Override
  public Opened begin(Opening opening, String consentId) {
    return outcome;
  }

  @Override
  public Optional<Acting> of(String sessionId, Instant now) {
    return Optional.empty();
  }

  @Override
  public Optional<Ended> end(String impersonationId, byte[] tokenHash, Instant at) {
    return Optional.empty();
  }

  @Override
  public Optional<Ended> signOut(String impersonationId, Instant at) {
    return Optional.empty();
  }

  @Override
  public List<Ended> expire(Instant now) {
    return List.of();
  }

  @Override
  public boolean consentRequired(WorkspaceId workspace) {
    return false;
  }

  @Override
  public void requireConsent(WorkspaceId workspace, boolean required) {}

  @Override
  public List<Consent> consents(WorkspaceId workspace, Instant now) {
    return List.of();
  }

  @Override
  public boolean decide(
      WorkspaceId workspace, String consentId, boolean granted, UserId by, Instant now) {
    return false;
  }
}

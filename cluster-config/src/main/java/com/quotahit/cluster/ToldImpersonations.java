package com.quotahit.cluster;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.MembershipsPort;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the tenant of each impersonation that begins: its owners, and the one in whose name
 * somebody acts. That nobody could be told does not undo it; the audit log has it in any case.
 */
record ToldImpersonations(
    ImpersonationsPort impersonations, MembershipsPort memberships, NotifyPort people)
    implements ImpersonationsPort {

  private static final Logger LOG = LoggerFactory.getLogger(ToldImpersonations.class);

  @Override
  public Opened begin(Opening opening, String consentId) {
    Opened opened = impersonations.begin(opening, consentId);
    switch (opened) {
      case Opened.Begun _ -> tell(opening);
      case Opened.NotAllowed _,
          Opened.NoSuchMember _,
          Opened.OfAnAdmin _,
          Opened.ConsentNeeded _ -> {}
    }
    return opened;
  }

  private void tell(Opening opening) {
    Impersonation acting = opening.impersonation();
    try {
      News news =
          new News.Impersonation(
              acting.adminName(),
              memberships.nameOf(opening.user()).orElse("a member"),
              acting.reason(),
              opening.at(),
              acting.until());
      String once = "impersonation:" + acting.id();
      people.tell(
          opening.workspace(),
          new NotifyPort.Audience.Holding(Permission.OWNERSHIP_TRANSFER),
          news,
          once);
      people.tell(opening.workspace(), new NotifyPort.Audience.One(opening.user()), news, once);
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("workspace", opening.workspace().value())
          .addKeyValue("failure", failure.getClass().getSimpleName())
          .log("the tenant was not told of an impersonation");
    }
  }

  @Override
  public Optional<Acting> of(String sessionId, Instant now) {
    return impersonations.of(sessionId, now);
  }

  @Override
  public Optional<Ended> end(String impersonationId, byte[] tokenHash, Instant at) {
    return impersonations.end(impersonationId, tokenHash, at);
  }

  @Override
  public Optional<Ended> signOut(String impersonationId, Instant at) {
    return impersonations.signOut(impersonationId, at);
  }

  @Override
  public List<Ended> expire(Instant now) {
    return impersonations.expire(now);
  }

  @Override
  public boolean consentRequired(WorkspaceId workspace) {
    return impersonations.consentRequired(workspace);
  }

  @Override
  public void requireConsent(WorkspaceId workspace, boolean required) {
    impersonations.requireConsent(workspace, required);
  }

  @Override
  public List<Consent> consents(WorkspaceId workspace, Instant now) {
    return impersonations.consents(workspace, now);
  }

  @Override
  public boolean decide(
      WorkspaceId workspace, String consentId, boolean granted, UserId by, Instant now) {
    return impersonations.decide(workspace, consentId, granted, by, now);
  }
}

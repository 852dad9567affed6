package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.Invitations;
import com.quotahit.actors.workspace.KeyRates;
import com.quotahit.actors.workspace.KeySettings;
import com.quotahit.actors.workspace.LiveKeys;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.SignIn;
import com.quotahit.actors.workspace.TeamReach;
import com.quotahit.actors.workspace.WorkspaceChanges;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.RateBucket.Rate;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Sessions;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.practice.ContextTable;
import com.quotahit.persistence.workspace.ApiKeyTable;
import com.quotahit.persistence.workspace.InvitationClaims;
import com.quotahit.persistence.workspace.InvitationTable;
import com.quotahit.persistence.workspace.MembershipTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Members, teams and keys as one node of the product has them. */
public final class PeopleUnderTest {

  private static final Duration TRUSTED = Duration.ofSeconds(30);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  public final LiveSessions sessions;
  public final LiveKeys keys;
  public final TeamReach teams;
  public final Workspaces workspaces;
  public final KeyRates rates;
  public final Invitations invitations;
  private final KeySettings settings =
      new KeySettings(new Rate(600, WINDOW), new Rate(3000, WINDOW), Duration.ofDays(365));
  private final Database database;

  public PeopleUnderTest(
      Database database,
      Entities entities,
      NoticePort notices,
      LiveSessions sessions,
      InstantSource clock) {
    this(database, entities, notices, sessions, clock, SignInUnderTest.SECRETS);
  }

  PeopleUnderTest(
      Database database,
      Entities entities,
      NoticePort notices,
      LiveSessions sessions,
      InstantSource clock,
      MarkedSecrets secrets) {
    this.database = database;
    this.sessions = sessions;
    SecureRandom random = new SecureRandom();
    keys =
        new LiveKeys(
            new ApiKeyTable(database),
            EdgeUnderTest.BLOCKING,
            notices,
            clock,
            secrets,
            TRUSTED,
            EntitlementsPort.EVERYTHING);
    teams = new TeamReach(entities, clock, TRUSTED);
    WorkspaceChanges changes = new WorkspaceChanges(notices);
    changes.whenChanged(sessions::forgetWorkspace);
    changes.whenChanged(keys::forgetWorkspace);
    changes.whenChanged(teams::forgetWorkspace);
    workspaces =
        new Workspaces(
            entities,
            new MembershipTable(database),
            sessions,
            changes,
            EdgeUnderTest.BLOCKING,
            IdSource.uuidV7(clock, random),
            clock);
    invitations =
        new Invitations(
            new InvitationTable(database, new MailOutbox(database, clock, SignInUnderTest.SEAL)),
            new InvitationClaims(database),
            workspaces,
            entities,
            new PasswordHasher(EdgeUnderTest.BLOCKING),
            EdgeUnderTest.BLOCKING,
            clock,
            random);
    rates = new KeyRates(settings, notices, clock);
  }

  public List<Endpoint<?, ?>> endpoints() {
    List<Endpoint<?, ?>> all = new ArrayList<>(new WorkspaceEndpoints(workspaces, sessions).all());
    all.addAll(
        new MemberEndpoints(
                workspaces, EdgeUnderTest.BLOCKING, List.of(new ContextTable(database.tenants())))
            .all());
    all.addAll(new TeamEndpoints(workspaces).all());
    all.addAll(new ApiKeyEndpoints(keys, settings).all());
    return all;
  }

  public List<Endpoint<?, ?>> invitationEndpoints(SignIn signIn) {
    return new InvitationEndpoints(
            invitations, workspaces, signIn, sessions, new PasswordPolicy(Set.of()))
        .all();
  }

  public Sessions door() {
    return secret ->
        secret.startsWith(ApiKeyText.BEGINNING) ? keys.find(secret) : sessions.find(secret);
  }
}

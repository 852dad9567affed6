package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.CommonPasswords;
import com.quotahit.actors.workspace.Invitations;
import com.quotahit.actors.workspace.KeyRates;
import com.quotahit.actors.workspace.KeySettings;
import com.quotahit.actors.workspace.LiveKeys;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.PeopleProcess;
import com.quotahit.actors.workspace.SignIn;
import com.quotahit.actors.workspace.TeamReach;
import com.quotahit.actors.workspace.WorkspaceChanges;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.OwnedRecordsPort;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Sessions;
import com.quotahit.http.workspace.ApiKeyEndpoints;
import com.quotahit.http.workspace.InvitationEndpoints;
import com.quotahit.http.workspace.MemberEndpoints;
import com.quotahit.http.workspace.TeamEndpoints;
import com.quotahit.http.workspace.WorkspaceEndpoints;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.practice.ContextTable;
import com.quotahit.persistence.workspace.ApiKeyTable;
import com.quotahit.persistence.workspace.BelongingsTable;
import com.quotahit.persistence.workspace.InvitationClaims;
import com.quotahit.persistence.workspace.InvitationTable;
import com.quotahit.persistence.workspace.MembershipTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.CoordinatedShutdown;

/** Builds what knows who belongs to which workspace, as what, and which programs may come in. */
record PeopleWiring(
    Workspaces workspaces,
    LiveKeys keys,
    KeyRates rates,
    TeamReach teams,
    WorkspaceChanges changes,
    List<OwnedRecordsPort> records,
    List<Endpoint<?, ?>> endpoints) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration SELDOM = Duration.ofMinutes(10);

  /** After they have run out; until then somebody may want to send one again. */
  private static final Duration INVITATIONS_KEPT = Duration.ofDays(30);

  static PeopleWiring of(
      Foundation base,
      Entities entities,
      NoticePort notices,
      LiveSessions sessions,
      MarkedSecrets secrets,
      EntitlementsPort entitlements) {
    Duration trusted = sessions.settings().trusted();
    KeySettings settings = KeySettings.from(base.config());
    LiveKeys keys =
        new LiveKeys(
            new ApiKeyTable(base.database()),
            base.blocking(),
            notices,
            base.clock(),
            secrets,
            trusted,
            entitlements);
    TeamReach teams = new TeamReach(entities, base.clock(), trusted);
    WorkspaceChanges changes = new WorkspaceChanges(notices);
    changes.whenChanged(sessions::forgetWorkspace);
    changes.whenChanged(keys::forgetWorkspace);
    changes.whenChanged(teams::forgetWorkspace);
    Workspaces workspaces =
        new Workspaces(
            entities,
            new MembershipTable(base.database()),
            sessions,
            changes,
            base.blocking(),
            base.ids(),
            base.clock());
    KeyRates rates = new KeyRates(settings, notices, base.clock());
    everySecond(base, rates);
    List<OwnedRecordsPort> records =
        List.of(
            new ContextTable(base.database().tenants()),
            new BelongingsTable(base.database().tenants()));
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(new WorkspaceEndpoints(workspaces, sessions).all());
    endpoints.addAll(new MemberEndpoints(workspaces, base.blocking(), records).all());
    endpoints.addAll(new TeamEndpoints(workspaces).all());
    endpoints.addAll(new ApiKeyEndpoints(keys, settings).all());
    return new PeopleWiring(
        workspaces, keys, rates, teams, changes, records, List.copyOf(endpoints));
  }

  /** What lets people in by a letter, with what finishes it after a crash. */
  List<Endpoint<?, ?>> invitations(
      Foundation base, Entities entities, LiveSessions sessions, SignIn signIn, MailOutbox mail) {
    InvitationTable rows = new InvitationTable(base.database(), mail);
    OperationsWiring.every(
        base,
        SELDOM,
        "old invitations",
        () ->
            base.blocking()
                .run(
                    "database", () -> rows.forget(base.clock().instant().minus(INVITATIONS_KEPT))));
    Invitations invitations =
        new Invitations(
            rows,
            new InvitationClaims(base.database()),
            workspaces,
            entities,
            new PasswordHasher(base.blocking()),
            base.blocking(),
            base.clock(),
            base.random());
    OperationsWiring.every(base, OFTEN, "invitations", invitations::finishInterrupted);
    PeopleProcess process =
        new PeopleProcess(
            entities,
            new MembershipTable(base.database()),
            records,
            sessions,
            changes,
            mail,
            base.blocking(),
            base.clock());
    base.processes()
        .hear(
            "workspace-people",
            WorkspaceKinds.WORKSPACE.name(),
            WorkspaceEvent.class,
            process::hear);
    return new InvitationEndpoints(
            invitations, workspaces, signIn, sessions, new PasswordPolicy(CommonPasswords.read()))
        .all();
  }

  /** Who stands behind a session's secret or a partner's key. */
  Sessions door(LiveSessions sessions) {
    return secret ->
        secret.startsWith(ApiKeyText.BEGINNING) ? keys.find(secret) : sessions.find(secret);
  }

  private static void everySecond(Foundation base, KeyRates rates) {
    var timer =
        base.system()
            .scheduler()
            .scheduleWithFixedDelay(SECOND, SECOND, rates::tell, base.system().executionContext());
    CoordinatedShutdown.get(base.system())
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            "stop-key-rates",
            () -> {
              timer.cancel();
              return java.util.concurrent.CompletableFuture.completedFuture(
                  org.apache.pekko.Done.getInstance());
            });
  }
}

package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.SecondFactors;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.actors.workspace.SignIn;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.LiveEvents;
import com.quotahit.http.workspace.LiveEventTypes;
import com.quotahit.http.workspace.RecordingTermsEndpoints;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.workspace.ImpersonationTable;
import com.quotahit.persistence.workspace.SecretMarkTable;
import com.quotahit.persistence.workspace.SessionTable;
import java.util.ArrayList;
import java.util.List;

/** Builds accounts, sessions and what tells open screens of changes. */
record WorkspaceWiring(
    Accounts accounts,
    LiveSessions sessions,
    NoticePort notices,
    LiveEvents live,
    PeopleWiring people,
    SecondFactors factors,
    SignIn signIn,
    List<Endpoint<?, ?>> endpoints) {

  static WorkspaceWiring of(
      Foundation base,
      EdgeSettings edge,
      Entities entities,
      MailOutbox mail,
      SealKeeper seals,
      EntitlementsPort entitlements) {
    NoticePort notices = new ClusterNotices(base.system());
    LiveEvents live = new LiveEvents(notices, base.ids(), base.clock(), base.system());
    SessionSettings settings = SessionSettings.from(base.config());
    SecretMarkTable marks = new SecretMarkTable(base.database());
    seals.keeps(marks);
    MarkedSecrets secrets =
        MarkedSecrets.open(marks, seals.seal(), base.random(), base.clock(), settings.absolute());
    LiveSessions sessions =
        new LiveSessions(
            new SessionTable(base.database()),
            entitlements,
            new ImpersonationTable(base.database()),
            base.blocking(),
            notices,
            base.clock(),
            settings,
            secrets);
    PeopleWiring people = PeopleWiring.of(base, entities, notices, sessions, secrets, entitlements);
    SignInWiring signIn =
        SignInWiring.of(base, edge, entities, sessions, people.workspaces(), mail, seals);
    sessions.whenEnded(live::sessionEnded);
    OperationsWiring.housekeeping(base, signIn.accounts(), sessions);
    List<Endpoint<?, ?>> endpoints = new ArrayList<>(signIn.endpoints());
    endpoints.addAll(new RecordingTermsEndpoints(entities).all());
    endpoints.addAll(people.endpoints());
    endpoints.addAll(people.invitations(base, entities, sessions, signIn.signIn(), mail));
    endpoints.addAll(live.all(LiveEventTypes.ALL));
    return new WorkspaceWiring(
        signIn.accounts(),
        sessions,
        notices,
        live,
        people,
        signIn.factors(),
        signIn.signIn(),
        List.copyOf(endpoints));
  }
}

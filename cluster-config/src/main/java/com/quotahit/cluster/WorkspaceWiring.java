package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.actors.workspace.CommonPasswords;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.LoginThrottle;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.LiveEvents;
import com.quotahit.http.workspace.AccountEndpoints;
import com.quotahit.http.workspace.LiveEventTypes;
import com.quotahit.http.workspace.RecordingTermsEndpoints;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AttemptTable;
import com.quotahit.persistence.workspace.SessionTable;
import java.util.ArrayList;
import java.util.List;

/** Builds accounts, sessions and what tells open screens of changes. */
record WorkspaceWiring(
    Accounts accounts,
    LiveSessions sessions,
    LiveEvents live,
    PeopleWiring people,
    List<Endpoint<?, ?>> endpoints) {

  static WorkspaceWiring of(Foundation base, Entities entities) {
    NoticePort notices = new ClusterNotices(base.system());
    LiveEvents live = new LiveEvents(notices, base.ids(), base.clock(), base.system());
    LiveSessions sessions =
        new LiveSessions(
            new SessionTable(base.database()),
            EntitlementsPort.EVERYTHING,
            base.blocking(),
            notices,
            base.clock(),
            SessionSettings.from(base.config()));
    Accounts accounts =
        new Accounts(
            new AccountTable(base.database()),
            entities,
            sessions,
            new PasswordHasher(base.blocking()),
            new LoginThrottle(new AttemptTable(base.database()), base.clock()),
            base.blocking(),
            base.clock(),
            base.random());
    sessions.whenEnded(live::sessionEnded);
    PeopleWiring people =
        PeopleWiring.of(base, entities, notices, sessions, EntitlementsPort.EVERYTHING);
    OperationsWiring.housekeeping(base, accounts, sessions);
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(
            new AccountEndpoints(accounts, sessions, new PasswordPolicy(CommonPasswords.read()))
                .all());
    endpoints.addAll(new RecordingTermsEndpoints(entities).all());
    endpoints.addAll(people.endpoints());
    endpoints.addAll(live.all(LiveEventTypes.ALL));
    return new WorkspaceWiring(accounts, sessions, live, people, List.copyOf(endpoints));
  }
}

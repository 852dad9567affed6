package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.actors.workspace.CommonPasswords;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.LoginThrottle;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.workspace.AccountEndpoints;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.SessionTable;
import java.util.List;

/** Builds accounts and sessions. */
record WorkspaceWiring(LiveSessions sessions, List<Endpoint<?, ?>> endpoints) {

  static WorkspaceWiring of(Foundation base, Entities entities) {
    LiveSessions sessions =
        new LiveSessions(
            new SessionTable(base.database()),
            base.blocking(),
            new ClusterNotices(base.system()),
            base.clock(),
            SessionSettings.from(base.config()));
    Accounts accounts =
        new Accounts(
            new AccountTable(base.database()),
            entities,
            sessions,
            new PasswordHasher(base.blocking()),
            new LoginThrottle(base.clock()),
            base.blocking(),
            base.clock(),
            base.random());
    return new WorkspaceWiring(
        sessions,
        new AccountEndpoints(accounts, sessions, new PasswordPolicy(CommonPasswords.read())).all());
  }
}

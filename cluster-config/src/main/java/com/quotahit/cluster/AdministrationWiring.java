package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.workspace.AuditSettings;
import com.quotahit.actors.workspace.Impersonations;
import com.quotahit.actors.workspace.Installation;
import com.quotahit.actors.workspace.PlatformAdmins;
import com.quotahit.actors.workspace.UserDeletion;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.workspace.AdministrationEndpoints;
import com.quotahit.http.workspace.AuditEndpoints;
import com.quotahit.http.workspace.ImpersonationEndpoints;
import com.quotahit.http.workspace.InstallationValueEndpoints;
import com.quotahit.persistence.billing.BillingJournal;
import com.quotahit.persistence.workspace.AuditProjection;
import com.quotahit.persistence.workspace.AuditQueries;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.AuditVerification;
import com.quotahit.persistence.workspace.CheckpointFiles;
import com.quotahit.persistence.workspace.ImpersonationTable;
import com.quotahit.persistence.workspace.InstallationTable;
import com.quotahit.persistence.workspace.MembershipTable;
import com.quotahit.persistence.workspace.PlatformAdminTable;
import com.quotahit.persistence.workspace.WorkspaceJournals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds what platform admins use, and the audit log that watches them and everybody else. */
record AdministrationWiring(
    AuditPort audit, Installation installation, List<Endpoint<?, ?>> endpoints) {

  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);

  static AdministrationWiring of(
      Foundation base,
      Entities entities,
      WorkspaceWiring workspace,
      NotifyPort people,
      SealKeeper seals)
      throws IOException {
    AuditSettings settings = AuditSettings.from(base.config());
    AuditTable audit = new AuditTable(base.database());
    CheckpointFiles witness = CheckpointFiles.in(settings.directory(), seals.seal());
    seals.keeps(witness);
    AuditVerification verification = new AuditVerification(base.database(), witness);
    base.projections()
        .start(WorkspaceJournals.WORKSPACE, new AuditProjection<>(WorkspaceJournals.WORKSPACE));
    base.projections().start(WorkspaceJournals.USER, new AuditProjection<>(WorkspaceJournals.USER));
    base.projections().start(BillingJournal.NAMES, new AuditProjection<>(BillingJournal.NAMES));
    OperationsWiring.every(
        base,
        settings.every(),
        "checkpoints",
        () ->
            base.blocking().run("database", () -> verification.checkpoint(base.clock().instant())));
    Installation installation =
        new Installation(
            new InstallationTable(base.database()), base.blocking(), workspace.notices());
    OperationsWiring.every(base, NOW_AND_THEN, "installation", installation::look);
    workspace.sessions().follow(installation);
    ImpersonationsPort impersonationTable =
        new ToldImpersonations(
            new ImpersonationTable(base.database()), new MembershipTable(base.database()), people);
    Impersonations impersonations =
        new Impersonations(
            impersonationTable, workspace.sessions(), base.blocking(), base.clock(), base.random());
    OperationsWiring.every(base, OFTEN, "impersonations", impersonations::expire);
    PlatformAdminTable accounts = new PlatformAdminTable(base.database());
    PlatformAdmins admins =
        new PlatformAdmins(
            accounts,
            workspace.sessions(),
            impersonations,
            base.blocking(),
            workspace.people().changes(),
            entities,
            base.clock());
    OperationsWiring.every(base, NOW_AND_THEN, "platform admins", admins::tellJournal);
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(
            new AuditEndpoints(
                    audit, new AuditQueries(base.database()), verification, base.blocking())
                .all());
    endpoints.addAll(
        new AdministrationEndpoints(
                accounts,
                admins,
                new UserDeletion(
                    accounts, admins, workspace.people().workspaces(), base.blocking()),
                workspace.factors(),
                audit,
                base.blocking())
            .all());
    endpoints.addAll(
        new ImpersonationEndpoints(
                new ImpersonationEndpoints.Parts(
                    impersonations,
                    impersonationTable,
                    accounts,
                    installation,
                    workspace.sessions(),
                    audit,
                    base.blocking()))
            .all());
    endpoints.addAll(new InstallationValueEndpoints(installation).all());
    return new AdministrationWiring(audit, installation, List.copyOf(endpoints));
  }
}

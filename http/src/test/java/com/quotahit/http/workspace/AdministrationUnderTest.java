package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Impersonations;
import com.quotahit.actors.workspace.Installation;
import com.quotahit.actors.workspace.PlatformAdmins;
import com.quotahit.actors.workspace.UserDeletion;
import com.quotahit.actors.workspace.WorkspaceChanges;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.persistence.workspace.AuditQueries;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.AuditVerification;
import com.quotahit.persistence.workspace.CheckpointFiles;
import com.quotahit.persistence.workspace.ImpersonationTable;
import com.quotahit.persistence.workspace.InstallationTable;
import com.quotahit.persistence.workspace.PlatformAdminTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What platform admins use, as wired in the product, beside the accounts of others. The first to
 * register, Ada, runs the installation.
 */
final class AdministrationUnderTest implements AutoCloseable {

  final AccountsUnderTest people = new AccountsUnderTest();
  final AuditTable audit = new AuditTable(people.db.database());
  final ImpersonationTable port = new ImpersonationTable(people.db.database());
  final Impersonations impersonations =
      new Impersonations(
          port, people.sessions, EdgeUnderTest.BLOCKING, people::now, new SecureRandom());
  final PlatformAdminTable accounts = new PlatformAdminTable(people.db.database());
  final Installation installation = installationOfAnotherNode();
  final AuditVerification verification;
  final EdgeUnderTest edge;
  final String ada;

  AdministrationUnderTest(Path directory) {
    try {
      verification =
          new AuditVerification(
              people.db.database(),
              CheckpointFiles.in(directory.resolve("a"), SignInUnderTest.SEAL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    people.sessions.follow(installation);
    PlatformAdmins admins =
        new PlatformAdmins(
            accounts,
            people.sessions,
            impersonations,
            EdgeUnderTest.BLOCKING,
            new WorkspaceChanges(people.notices),
            people.entities,
            people::now);
    List<Endpoint<?, ?>> endpoints = new ArrayList<>(people.endpoints);
    endpoints.addAll(
        new AuditEndpoints(
                audit, new AuditQueries(people.db.database()), verification, EdgeUnderTest.BLOCKING)
            .all());
    endpoints.addAll(
        new AdministrationEndpoints(
                accounts,
                admins,
                new UserDeletion(
                    accounts, admins, people.people.workspaces, EdgeUnderTest.BLOCKING),
                people.signIn.factors,
                audit,
                EdgeUnderTest.BLOCKING)
            .all());
    endpoints.addAll(
        new ImpersonationEndpoints(
                new ImpersonationEndpoints.Parts(
                    impersonations,
                    port,
                    accounts,
                    installation,
                    people.sessions,
                    audit,
                    EdgeUnderTest.BLOCKING))
            .all());
    endpoints.addAll(new InstallationValueEndpoints(installation).all());
    edge =
        new EdgeUnderTest(
            endpoints, Optional.empty(), Optional.of(people.people.door()), people.people.rates);
    ada = AccountsUnderTest.token(register("ada@example.com"));
  }

  Installation installationOfAnotherNode() {
    return new Installation(
        new InstallationTable(people.db.database()), EdgeUnderTest.BLOCKING, people.notices);
  }

  Reply register(String email) {
    Reply reply =
        edge.asNobody().post("/api/v1/auth/register", AccountsUnderTest.registration(email));
    if (reply.status() != 201) {
      throw new AssertionError("could not register " + email + ": " + reply.text());
    }
    return reply;
  }

  static String user(Reply registered) {
    return registered.json().at("/user/id").asText();
  }

  static String impersonation(String user, String more) {
    return "{\"userId\":\"%s\",\"reason\":\"Looking into ticket 4711\"%s}".formatted(user, more);
  }

  @Override
  public void close() {
    edge.close();
    people.close();
  }
}

package com.quotahit.http.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.OpenIdPort;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AttemptTable;
import com.quotahit.persistence.workspace.ImpersonationTable;
import com.quotahit.persistence.workspace.SessionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Accounts as wired in the product, on a database of their own and with a clock that can be set.
 */
final class AccountsUnderTest implements AutoCloseable {

  volatile Duration later = Duration.ZERO;
  final TestDatabase db = TestDatabase.fresh(12);
  final AccountTable table = new AccountTable(db.database());
  final NoticePort notices = new NoticesInMemory();
  final EntitiesInMemory entities = new EntitiesInMemory(this::now);
  final LiveSessions sessions = sessionsOfAnotherNode();
  final SignInUnderTest signIn;
  final PasswordHasher hasher;
  final Accounts accounts;
  final PeopleUnderTest people =
      new PeopleUnderTest(db.database(), entities, notices, sessions, this::now);
  final List<Endpoint<?, ?>> endpoints = new ArrayList<>();
  final EdgeUnderTest edge;

  AccountsUnderTest() {
    this(new SignInUnderTest.NoProviders());
  }

  AccountsUnderTest(OpenIdPort openId) {
    signIn =
        new SignInUnderTest(
            db.database(),
            entities,
            sessions,
            people.workspaces,
            new AttemptTable(db.database()),
            this::now,
            openId);
    hasher = signIn.hasher;
    accounts = signIn.accounts;
    endpoints.addAll(signIn.endpoints);
    endpoints.addAll(new RecordingTermsEndpoints(entities).all());
    endpoints.addAll(
        new InstallationEndpoints(() ->
            new InstallationWire(
                "QuotaHit",
                "0.1.0",
                true,
                List.of("llm"),
                new InstallationWire.Voice(false, List.of(), 0)))
            .all());
    endpoints.addAll(people.endpoints());
    endpoints.addAll(people.invitationEndpoints(signIn.signIn));
    edge = new EdgeUnderTest(endpoints, Optional.empty(), Optional.of(people.door()), people.rates);
  }

  Instant now() {
    return Instant.now().plus(later);
  }

  LiveSessions sessionsOfAnotherNode() {
    return sessionsOfAnotherNode(
        new SessionSettings(
            Duration.ofHours(12), Duration.ofDays(30), Duration.ofSeconds(30), 1000));
  }

  LiveSessions sessionsOfAnotherNode(SessionSettings settings) {
    return sessionsOfAnotherNode(settings, SignInUnderTest.SECRETS);
  }

  LiveSessions sessionsOfAnotherNode(SessionSettings settings, MarkedSecrets secrets) {
    return new LiveSessions(
        new SessionTable(db.database()),
        EntitlementsPort.EVERYTHING,
        new ImpersonationTable(db.database()),
        EdgeUnderTest.BLOCKING,
        notices,
        this::now,
        settings,
        secrets);
  }

  static String registration(String email) {
    return """
    {"email":"%s","password":"correct horse battery staple 7","name":"Ann Rep","workspaceName":"North Wind"}\
    """
        .formatted(email);
  }

  List<JsonNode> letters(String to, String template) {
    return signIn.letters(to).stream()
        .filter(letter -> letter.at("/template/type").asText().equals(template))
        .toList();
  }

  static String login(String email, String password) {
    return """
    {"email":"%s","password":"%s"}\
    """
        .formatted(email, password);
  }

  /** Everybody has opened the link in their letter. */
  void proveAddresses() {
    db.database()
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE account SET email_verified_at = now()"));
  }

  /** Everybody who is signed in proved it eleven minutes ago, and no node remembers otherwise. */
  void elevenMinutesPassForTheDoor() {
    db.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute("UPDATE session SET proved_at = proved_at - interval '11 min'"));
    later = later.plusSeconds(31);
  }

  /** The session's secret, from the answer's cookies. */
  static String token(EdgeUnderTest.Reply reply) {
    return reply.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("qh_session="))
        .map(cookie -> cookie.substring("qh_session=".length(), cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    edge.close();
    db.close();
  }

  /** What the log says after that was so, of one action, oldest first. */
  List<String> written(String action) {
    return db.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    "SELECT after::text FROM audit_entry WHERE action = :action ORDER BY seq")
                .bind("action", action)
                .mapTo(String.class)
                .list());
  }
}

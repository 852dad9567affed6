package com.quotahit.http.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.providers.webauthn.YubicoPasskeys;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.ChangeLetters;
import com.quotahit.actors.workspace.CommonPasswords;
import com.quotahit.actors.workspace.CompanyProviders;
import com.quotahit.actors.workspace.CompanySignIn;
import com.quotahit.actors.workspace.EmailVerification;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.LoginThrottle;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.Passkeys;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.Passwords;
import com.quotahit.actors.workspace.SecondFactors;
import com.quotahit.actors.workspace.SignIn;
import com.quotahit.actors.workspace.SignInLog;
import com.quotahit.actors.workspace.SignInSettings;
import com.quotahit.actors.workspace.StepUp;
import com.quotahit.core.json.Json;
import com.quotahit.core.json.WaitingLetter;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AttemptsPort;
import com.quotahit.core.workspace.EntryPort;
import com.quotahit.core.workspace.OpenIdPort;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.SecretMark;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.CredentialTable;
import com.quotahit.persistence.workspace.DeviceTable;
import com.quotahit.persistence.workspace.FactorTable;
import com.quotahit.persistence.workspace.PasskeyTable;
import com.quotahit.persistence.workspace.SingleSignOnTable;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Every way in, as wired in the product, on a test's database. Letters are read where they wait.
 */
public final class SignInUnderTest {

  public static final URI ORIGIN = URI.create("http://localhost:8080");

  /** One for all tests of a process: what one part has sealed another opens. */
  public static final SealPort SEAL = new SealInMemory();

  /** Of an installation that has marked its secrets from the first. */
  public static final MarkedSecrets SECRETS =
      marked(new SecretMark(keyOfMarks()), Instant.EPOCH, InstantSource.system());

  private final Database database;
  final PasswordHasher hasher = new PasswordHasher(EdgeUnderTest.BLOCKING);
  final LoginThrottle throttle;
  public final Accounts accounts;
  public final SignIn signIn;
  final SecondFactors factors;
  final FactorTable factorRows;
  public final List<Endpoint<?, ?>> endpoints = new ArrayList<>();

  public SignInUnderTest(
      Database database,
      Entities entities,
      LiveSessions sessions,
      EntryPort entry,
      AttemptsPort attempts,
      InstantSource clock) {
    this(database, entities, sessions, entry, attempts, clock, new NoProviders());
  }

  public SignInUnderTest(
      Database database,
      Entities entities,
      LiveSessions sessions,
      EntryPort entry,
      AttemptsPort attempts,
      InstantSource clock,
      OpenIdPort openId) {
    this.database = database;
    SecureRandom random = new SecureRandom();
    MailOutbox mail = new MailOutbox(database, clock, SEAL);
    SignInSettings settings = SignInSettings.from(ConfigFactory.load());
    AccountTable accountRows = new AccountTable(database);
    CredentialTable credentials = new CredentialTable(database, mail);
    PasskeyTable passkeyRows = new PasskeyTable(database);
    PasswordPolicy policy = new PasswordPolicy(CommonPasswords.read());
    ChangeLetters letters = new ChangeLetters(mail, clock);
    var blocking = EdgeUnderTest.BLOCKING;
    throttle = new LoginThrottle(attempts, clock);
    factorRows = new FactorTable(database);
    AuditTable audit = new AuditTable(database);
    SignInLog log = new SignInLog(audit, clock);
    signIn =
        new SignIn(
            entry,
            accountRows,
            sessions,
            new DeviceTable(database),
            mail,
            blocking,
            clock,
            random,
            log);
    SingleSignOnTable companyRows = new SingleSignOnTable(database);
    SealPort seal = SEAL;
    CompanySignIn company =
        new CompanySignIn(
            companyRows,
            openId,
            accountRows,
            seal,
            signIn,
            throttle,
            log,
            blocking,
            clock,
            random,
            ORIGIN.resolve(SingleSignOnEndpoints.RETURN_PATH),
            settings.singleSignOn().attempt());
    factors = new SecondFactors(factorRows, credentials, seal, letters, blocking, clock, random);
    EmailVerification verification =
        new EmailVerification(credentials, blocking, clock, random, settings);
    accounts =
        new Accounts(
            new Accounts.Parts(
                accountRows,
                entities,
                signIn,
                hasher,
                throttle,
                factors,
                company,
                verification,
                letters,
                log,
                settings,
                blocking,
                clock),
            random);
    Passwords passwords =
        new Passwords(
            accountRows,
            credentials,
            sessions,
            hasher,
            policy,
            throttle,
            blocking,
            clock,
            random,
            settings);
    Passkeys passkeys =
        new Passkeys(
            passkeyRows,
            new YubicoPasskeys(ORIGIN, passkeyRows),
            credentials,
            accountRows,
            factors,
            signIn,
            company,
            throttle,
            log,
            letters,
            blocking,
            clock,
            random);
    StepUp stepUp =
        new StepUp(sessions, credentials, factors, passkeys, hasher, throttle, blocking);
    endpoints.addAll(new AccountEndpoints(accounts, sessions, policy).all());
    endpoints.addAll(new PasswordEndpoints(verification, passwords, stepUp, sessions).all());
    endpoints.addAll(new SecondFactorEndpoints(factors, stepUp, sessions).all());
    endpoints.addAll(new PasskeyEndpoints(passkeys, stepUp, sessions).all());
    endpoints.addAll(
        new SingleSignOnEndpoints(
                company,
                new CompanyProviders(
                    companyRows, company, credentials, seal, audit, sessions, blocking, clock),
                sessions,
                ORIGIN.resolve(SingleSignOnEndpoints.RETURN_PATH))
            .all());
  }

  /** What has been written to somebody, the oldest first: whole letters, links included. */
  List<JsonNode> letters(String to) {
    return database
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    SELECT payload, workspace_id, business_key FROM outbox
                    WHERE kind = 'mail.send' ORDER BY id
                    """)
                .map((row, _) ->
                    WaitingLetter.read(
                            row.getString("payload"),
                            new WorkspaceId(row.getString("workspace_id")),
                            row.getString("business_key"),
                            SEAL)
                        .orElseThrow())
                .filter(letter -> letter.to().equals(to))
                .map(letter -> Json.mapper().<JsonNode>valueToTree(letter))
                .list());
  }

  /** Where nobody has a provider. */
  static final class NoProviders implements OpenIdPort {
    @Override
    public URI question(Client client, Bond bond) {
      throw new OpenIdFailure(OpenIdFailure.Reason.UNREACHABLE, "there is none in this test");
    }

    @Override
    public Identity answer(Client client, Bond bond, String code) {
      throw new OpenIdFailure(OpenIdFailure.Reason.UNREACHABLE, "there is none in this test");
    }
  }

  static Secret keyOfMarks() {
    byte[] key = new byte[SecretMark.KEY];
    new SecureRandom().nextBytes(key);
    return new Secret(Base64.getEncoder().encodeToString(key));
  }

  /**
   * @param earlierUntil until when there may be secrets without a mark
   */
  static MarkedSecrets marked(SecretMark mark, Instant earlierUntil, InstantSource clock) {
    return new MarkedSecrets(mark, new SecureRandom(), clock, earlierUntil, earlierUntil);
  }
}

package com.quotahit.cluster;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.providers.oidc.NimbusOpenId;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.providers.webauthn.YubicoPasskeys;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.ChangeLetters;
import com.quotahit.actors.workspace.CommonPasswords;
import com.quotahit.actors.workspace.CompanyProviders;
import com.quotahit.actors.workspace.CompanySignIn;
import com.quotahit.actors.workspace.EmailVerification;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.LoginThrottle;
import com.quotahit.actors.workspace.Passkeys;
import com.quotahit.actors.workspace.PasswordHasher;
import com.quotahit.actors.workspace.Passwords;
import com.quotahit.actors.workspace.SecondFactors;
import com.quotahit.actors.workspace.SignIn;
import com.quotahit.actors.workspace.SignInLog;
import com.quotahit.actors.workspace.SignInSettings;
import com.quotahit.actors.workspace.StepUp;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.EntryPort;
import com.quotahit.core.workspace.PasskeysPort;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.workspace.AccountEndpoints;
import com.quotahit.http.workspace.PasskeyEndpoints;
import com.quotahit.http.workspace.PasswordEndpoints;
import com.quotahit.http.workspace.SecondFactorEndpoints;
import com.quotahit.http.workspace.SingleSignOnEndpoints;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AttemptTable;
import com.quotahit.persistence.workspace.AuditTable;
import com.quotahit.persistence.workspace.CredentialTable;
import com.quotahit.persistence.workspace.DeviceTable;
import com.quotahit.persistence.workspace.FactorTable;
import com.quotahit.persistence.workspace.PasskeyTable;
import com.quotahit.persistence.workspace.SingleSignOnTable;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Builds every way in: passwords, second factors, passkeys, and what looks after them. */
record SignInWiring(
    Accounts accounts,
    SignIn signIn,
    EmailVerification verification,
    SecondFactors factors,
    List<Endpoint<?, ?>> endpoints) {

  private static final Duration SELDOM = Duration.ofMinutes(10);

  static SignInWiring of(
      Foundation base,
      EdgeSettings edge,
      Entities entities,
      LiveSessions sessions,
      EntryPort entry,
      MailOutbox mail,
      SealKeeper seals) {
    SignInSettings settings = SignInSettings.from(base.config());
    AccountsPort accountRows = new AccountTable(base.database());
    CredentialTable credentials = new CredentialTable(base.database(), mail);
    DeviceTable devices = new DeviceTable(base.database());
    PasswordHasher hasher = new PasswordHasher(base.blocking());
    LoginThrottle throttle = new LoginThrottle(new AttemptTable(base.database()), base.clock());
    ChangeLetters letters = new ChangeLetters(mail, base.clock());
    PasswordPolicy policy = new PasswordPolicy(CommonPasswords.read());
    AuditTable audit = new AuditTable(base.database());
    SignInLog log = new SignInLog(audit, base.clock());
    SignIn signIn =
        new SignIn(
            entry,
            accountRows,
            sessions,
            devices,
            mail,
            base.blocking(),
            base.clock(),
            base.random(),
            log);
    FactorTable factorRows = new FactorTable(base.database());
    SingleSignOnTable companyRows = new SingleSignOnTable(base.database());
    seals.keeps(factorRows);
    seals.keeps(companyRows);
    URI returnAddress = edge.publicUrl().resolve(SingleSignOnEndpoints.RETURN_PATH);
    CompanySignIn company =
        new CompanySignIn(
            companyRows,
            new NimbusOpenId(
                base.system(),
                settings.singleSignOn().network(),
                settings.singleSignOn().wall(),
                settings.singleSignOn().keysKept(),
                settings.singleSignOn().keysPause(),
                trust()),
            accountRows,
            seals.seal(),
            signIn,
            throttle,
            log,
            base.blocking(),
            base.clock(),
            base.random(),
            returnAddress,
            settings.singleSignOn().attempt());
    SecondFactors factors =
        new SecondFactors(
            factorRows,
            credentials,
            seals.seal(),
            letters,
            base.blocking(),
            base.clock(),
            base.random());
    EmailVerification verification =
        new EmailVerification(credentials, base.blocking(), base.clock(), base.random(), settings);
    Accounts accounts =
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
                base.blocking(),
                base.clock()),
            base.random());
    Passwords passwords =
        new Passwords(
            accountRows,
            credentials,
            sessions,
            hasher,
            policy,
            throttle,
            base.blocking(),
            base.clock(),
            base.random(),
            settings);
    PasskeysPort passkeyRows = new PasskeyTable(base.database());
    Passkeys passkeys =
        new Passkeys(
            passkeyRows,
            new YubicoPasskeys(edge.publicUrl(), passkeyRows),
            credentials,
            accountRows,
            factors,
            signIn,
            company,
            throttle,
            log,
            letters,
            base.blocking(),
            base.clock(),
            base.random());
    StepUp stepUp =
        new StepUp(sessions, credentials, factors, passkeys, hasher, throttle, base.blocking());
    OperationsWiring.every(base, SELDOM, "company sign-ins", company::forgetAttempts);
    OperationsWiring.every(base, SELDOM, "links", passwords::forgetLinks);
    OperationsWiring.every(base, SELDOM, "passkey questions", passkeys::forgetQuestions);
    OperationsWiring.every(
        base,
        SELDOM,
        "devices",
        () ->
            base.blocking()
                .run(
                    "database",
                    () -> devices.forget(base.clock().instant().minus(settings.deviceKept()))));
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(new AccountEndpoints(accounts, sessions, policy).all());
    endpoints.addAll(new PasswordEndpoints(verification, passwords, stepUp, sessions).all());
    endpoints.addAll(new SecondFactorEndpoints(factors, stepUp, sessions).all());
    endpoints.addAll(new PasskeyEndpoints(passkeys, stepUp, sessions).all());
    endpoints.addAll(
        new SingleSignOnEndpoints(
                company,
                new CompanyProviders(
                    companyRows,
                    company,
                    credentials,
                    seals.seal(),
                    audit,
                    sessions,
                    base.blocking(),
                    base.clock()),
                sessions,
                returnAddress)
            .all());
    return new SignInWiring(accounts, signIn, verification, factors, List.copyOf(endpoints));
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a JDK without TLS", impossible);
    }
  }
}

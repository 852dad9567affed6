package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.CredentialsPort.Told;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.OneTimeToken;
import com.quotahit.core.workspace.PasskeysPort;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.SessionsPort.Proof;
import com.quotahit.core.workspace.SessionsPort.Session;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.outbox.MailOutbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** What may happen once, wanted by fifty at the same moment, against a real PostgreSQL. */
@Tag("store")
class OfFiftyWithOneSecretOneGetsInTest {

  private static final TestDatabase DB = TestDatabase.fresh(20);
  private static final int MANY = 50;
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "1");
  private static final WorkspaceId HOME = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  static final Account ACCOUNT =
      new Account(
          new EmailAddress("ann@example.com"),
          ANN,
          HOME,
          "Ann",
          "North Wind",
          new PasswordHash("x"),
          Account.Stage.PENDING,
          NOW);

  private final CredentialTable credentials =
      new CredentialTable(DB.database(), new MailOutbox(DB.database(), () -> NOW));
  private final FactorTable factors = new FactorTable(DB.database());
  private final PasskeyTable passkeys = new PasskeyTable(DB.database());
  private final SessionTable sessions = new SessionTable(DB.database());

  @BeforeAll
  static void ann_is_there() {
    AccountTable accounts = new AccountTable(DB.database());
    accounts.reserve(ACCOUNT, Optional.empty());
    accounts.activate(ACCOUNT);
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  private static <T> List<T> atOnce(IntFunction<T> one) {
    CountDownLatch ready = new CountDownLatch(MANY);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, MANY)
          .mapToObj(i ->
              CompletableFuture.supplyAsync(
                  () -> {
                    ready.countDown();
                    try {
                      ready.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    return one.apply(i);
                  },
                  threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private static byte[] hash(String secret) {
    return OneTimeToken.hash(secret + System.nanoTime());
  }

  private byte[] issued(OneTimeToken.Purpose purpose) {
    byte[] hash = hash("link");
    Letter letter =
        new Letter(
            ACCOUNT.email().value(), new Template.MailTest("Ann", NOW), "k" + System.nanoTime());
    OneTimeToken token =
        new OneTimeToken(
            hash, purpose, ANN, ACCOUNT.email(), NOW, NOW.plus(Duration.ofMinutes(30)));
    assertThat(credentials.issue(token, ACCOUNT, letter, Duration.ZERO)).isTrue();
    return hash;
  }

  private static Told told(Account account) {
    return new Told(
        new Letter(
            account.email().value(),
            new Template.PasswordChanged("Ann", NOW),
            "password/" + System.nanoTime()),
        new AuditEntry(
            "password.reset",
            "user:" + account.user(),
            Map.of(),
            Map.of(),
            new By.Person(account.user()),
            "",
            "",
            NOW));
  }

  @RepeatedTest(3)
  void a_link_to_a_new_password() {
    byte[] link = issued(OneTimeToken.Purpose.RESET_PASSWORD);
    assertThat(
            atOnce(i ->
                credentials.resetPassword(
                    link, new PasswordHash("n" + i), NOW, OfFiftyWithOneSecretOneGetsInTest::told)))
        .filteredOn(Optional::isPresent)
        .hasSize(1);
  }

  @RepeatedTest(3)
  void a_link_that_proves_an_address() {
    byte[] link = issued(OneTimeToken.Purpose.VERIFY_EMAIL);
    assertThat(atOnce(_ -> credentials.verifyEmail(link, NOW)))
        .filteredOn(Optional::isPresent)
        .hasSize(1);
  }

  @RepeatedTest(3)
  void a_code_of_the_clock() {
    long step = System.nanoTime();
    factors.beginTotp(ANN, new Sealed(1, new byte[] {1}), NOW);
    assertThat(factors.confirmTotp(ANN, step, List.of(), NOW)).isTrue();
    assertThat(atOnce(_ -> factors.useStep(ANN, step + 1))).filteredOn(won -> won).hasSize(1);
    assertThat(atOnce(i -> factors.useStep(ANN, step + 1 + i % 2)))
        .as("the next step is new, this one is not")
        .filteredOn(won -> won)
        .hasSize(1);
  }

  @RepeatedTest(3)
  void the_code_that_sets_an_app_up() {
    factors.removeAll(ANN);
    factors.beginTotp(ANN, new Sealed(1, new byte[] {1}), NOW);
    assertThat(atOnce(_ -> factors.confirmTotp(ANN, 7, List.of(hash("code")), NOW)))
        .filteredOn(won -> won)
        .hasSize(1);
  }

  @RepeatedTest(3)
  void a_recovery_code() {
    byte[] code = hash("recovery");
    factors.replaceRecoveryCodes(ANN, List.of(code), NOW);
    assertThat(atOnce(_ -> factors.useRecoveryCode(ANN, code, NOW)))
        .filteredOn(won -> won)
        .hasSize(1);
  }

  @RepeatedTest(3)
  void a_passkeys_question() {
    byte[] question = hash("question");
    passkeys.begin(
        new PasskeysPort.Ceremony(
            question,
            PasskeysPort.Kind.SIGN_IN,
            Optional.empty(),
            "{}",
            NOW.plus(Duration.ofMinutes(5))));
    assertThat(atOnce(_ -> passkeys.end(question, PasskeysPort.Kind.SIGN_IN, NOW)))
        .filteredOn(Optional::isPresent)
        .hasSize(1);
  }

  @RepeatedTest(3)
  void the_next_secret_of_a_session() {
    String id = "ses_" + System.nanoTime();
    byte[] first = hash("secret");
    Proof proof = new Proof(NOW, SignInMethod.PASSWORD);
    sessions.begin(
        new Session(id, first, HOME, ANN, NOW, NOW, NOW.plus(Duration.ofDays(1)), "", "", proof));
    String run = "next " + System.nanoTime() + " ";
    List<Optional<byte[]>> before =
        atOnce(i -> sessions.renew(ANN, id, (run + i).getBytes(StandardCharsets.US_ASCII), proof));
    assertThat(before)
        .as("each learns of another secret that it has made worthless")
        .allMatch(Optional::isPresent)
        .extracting(old -> new String(old.orElseThrow(), StandardCharsets.ISO_8859_1))
        .doesNotHaveDuplicates();
    assertThat(sessions.ofUser(ANN)).filteredOn(one -> one.id().equals(id)).hasSize(1);
    assertThat(sessions.ofUser(ANN))
        .filteredOn(one -> one.id().equals(id))
        .noneMatch(one -> java.util.Arrays.equals(one.tokenHash(), first));
  }
}

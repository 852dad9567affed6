package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.Base32;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.FactorsPort;
import com.quotahit.core.workspace.FactorsPort.Stage;
import com.quotahit.core.workspace.QrCode;
import com.quotahit.core.workspace.RecoveryCode;
import com.quotahit.core.workspace.Totp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Code apps and recovery codes: set up, asked at sign-in, taken away. A code of the clock opens
 * once, and so does a recovery code, on whichever nodes it is tried at the same time.
 */
public final class SecondFactors {

  private static final String LIMIT = "database";
  private static final String ISSUER = "QuotaHit";
  private static final int NAME_MAX = 60;

  /**
   * A secret that was shown and not proven yet.
   *
   * @param secret in base 32, for those who cannot take a picture
   * @param uri the same, as apps read it
   * @param qrSvg the same, as a picture
   */
  public record Enrolment(String secret, String uri, String qrSvg) {
    @Override
    public String toString() {
      return "Enrolment[redacted]";
    }
  }

  private final FactorsPort factors;
  private final CredentialsPort credentials;
  private final SealPort seal;
  private final ChangeLetters letters;
  private final Blocking blocking;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param random must be unguessable: secrets are made from it
   */
  public SecondFactors(
      FactorsPort factors,
      CredentialsPort credentials,
      SealPort seal,
      ChangeLetters letters,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random) {
    this.factors = factors;
    this.credentials = credentials;
    this.seal = seal;
    this.letters = letters;
    this.blocking = blocking;
    this.clock = clock;
    this.random = random;
  }

  public CompletionStage<Factors> of(UserId user) {
    return blocking.run(LIMIT, () -> factors.of(user));
  }

  /** Shows a new secret. One in use stays in use until a code of the new one was entered. */
  public CompletionStage<Enrolment> begin(UserId user) {
    return blocking.run(
        LIMIT,
        () -> {
          Account account = account(user);
          byte[] secret = new byte[Totp.SECRET_BYTES];
          random.nextBytes(secret);
          factors.beginTotp(user, seal.seal(secret, associated(user)), clock.instant());
          String text = Base32.encode(secret);
          Arrays.fill(secret, (byte) 0);
          String uri = uri(account.email().value(), text);
          return new Enrolment(text, uri, QrCode.of(uri).svg());
        });
  }

  /** The recovery codes, shown this once; empty when the code is wrong or nothing was begun. */
  public CompletionStage<Optional<List<String>>> confirm(UserId user, String code) {
    return blocking.run(
        LIMIT,
        () -> {
          OptionalLong step = step(user, Stage.PENDING, code);
          List<RecoveryCode> codes = codes();
          if (step.isEmpty()
              || !factors.confirmTotp(
                  user, step.getAsLong(), hashes(codes, user), clock.instant())) {
            return Optional.<List<String>>empty();
          }
          letters.tell(account(user), "A code app was set up");
          return Optional.of(shown(codes));
        });
  }

  /** False when there was none. */
  public CompletionStage<Boolean> remove(UserId user) {
    return blocking.run(
        LIMIT,
        () -> {
          boolean removed = factors.removeTotp(user);
          if (removed) {
            letters.tell(account(user), "The code app was removed");
          }
          return removed;
        });
  }

  /** New recovery codes in place of the old; empty for whoever has no other second factor. */
  public CompletionStage<Optional<List<String>>> newRecoveryCodes(UserId user) {
    return blocking.run(
        LIMIT,
        () -> {
          if (!factors.of(user).any()) {
            return Optional.<List<String>>empty();
          }
          List<RecoveryCode> codes = codes();
          factors.replaceRecoveryCodes(user, hashes(codes, user), clock.instant());
          letters.tell(account(user), "New recovery codes were made");
          return Optional.of(shown(codes));
        });
  }

  /** Takes everything away from somebody who has lost it; their password alone opens again. */
  public CompletionStage<Boolean> reset(UserId user) {
    return blocking.run(
        LIMIT,
        () -> {
          factors.removeAll(user);
          letters.tell(account(user), "An admin removed all second factors");
          return true;
        });
  }

  /** Blocks shortly. */
  Factors held(UserId user) {
    return factors.of(user);
  }

  /** Whether a code opens now; it never does again. Blocks shortly. */
  boolean opens(UserId user, String code) {
    String text = code.strip().replace(" ", "");
    if (Totp.looksLikeOne(text)) {
      OptionalLong step = step(user, Stage.CONFIRMED, text);
      return step.isPresent() && factors.useStep(user, step.getAsLong());
    }
    return RecoveryCode.parse(text)
        .filter(parsed -> factors.useRecoveryCode(user, parsed.hash(user), clock.instant()))
        .isPresent();
  }

  private OptionalLong step(UserId user, Stage stage, String code) {
    Optional<Sealed> sealed = factors.totp(user, stage);
    if (sealed.isEmpty()) {
      return OptionalLong.empty();
    }
    byte[] secret = seal.open(sealed.get(), associated(user));
    Instant now = clock.instant();
    try {
      return Totp.step(secret, code.strip(), now);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private List<RecoveryCode> codes() {
    return Stream.generate(() -> RecoveryCode.next(random)).limit(RecoveryCode.COUNT).toList();
  }

  private static List<byte[]> hashes(List<RecoveryCode> codes, UserId user) {
    return codes.stream().map(code -> code.hash(user)).toList();
  }

  private static List<String> shown(List<RecoveryCode> codes) {
    return codes.stream().map(RecoveryCode::grouped).toList();
  }

  private Account account(UserId user) {
    return credentials
        .byUser(user)
        .orElseThrow(() -> new IllegalStateException("signed in without an account: " + user));
  }

  /** A secret that is put into another person's row does not open there. */
  private static byte[] associated(UserId user) {
    return Associated.with("totp", "1", user.value());
  }

  private static String uri(String email, String secret) {
    String name = email.substring(0, Math.min(NAME_MAX, email.length()));
    return "otpauth://totp/"
        + ISSUER
        + ":"
        + URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "?secret="
        + secret
        + "&issuer="
        + ISSUER;
  }
}

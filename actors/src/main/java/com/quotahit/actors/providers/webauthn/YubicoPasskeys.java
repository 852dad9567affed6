package com.quotahit.actors.providers.webauthn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasskeyCeremonyPort;
import com.quotahit.core.workspace.PasskeysPort;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AttestationConveyancePreference;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks devices and judges their answers. Keys are discoverable and the device must make sure of its
 * person, so that a passkey is two factors in one; which make a device is of does not matter, so no
 * attestation is asked for. Who we are follows from the public address alone.
 */
public final class YubicoPasskeys implements PasskeyCeremonyPort {

  private static final Logger LOG = LoggerFactory.getLogger(YubicoPasskeys.class);
  private static final long ANSWER_WITHIN_MS = 300_000;

  private final StoredPasskeys passkeys;
  private final RelyingParty party;

  /**
   * @param publicUrl as browsers see this installation
   */
  public YubicoPasskeys(URI publicUrl, PasskeysPort passkeys) {
    this.passkeys = new StoredPasskeys(passkeys);
    this.party =
        RelyingParty.builder()
            .identity(RelyingPartyIdentity.builder().id(host(publicUrl)).name("QuotaHit").build())
            .credentialRepository(this.passkeys)
            .origins(Set.of(origin(publicUrl)))
            .attestationConveyancePreference(AttestationConveyancePreference.NONE)
            // The count is compared where it is kept, in one statement, and a copy is written down.
            .validateSignatureCounter(false)
            .build();
  }

  /** Browsers take no address in numbers for a name; on one's own machine it is localhost. */
  private static String host(URI publicUrl) {
    String host = publicUrl.getHost();
    return host.equals("127.0.0.1") || host.equals("[::1]") ? "localhost" : host;
  }

  private static String origin(URI publicUrl) {
    String port = publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort();
    return publicUrl.getScheme() + "://" + host(publicUrl) + port;
  }

  @Override
  public Question register(UserId user, EmailAddress email, String name) {
    PublicKeyCredentialCreationOptions options =
        party
            .startRegistration(
                StartRegistrationOptions.builder()
                    .user(
                        UserIdentity.builder()
                            .name(email.value())
                            .displayName(name)
                            .id(StoredPasskeys.handle(user))
                            .build())
                    .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                            .residentKey(ResidentKeyRequirement.REQUIRED)
                            .userVerification(UserVerificationRequirement.REQUIRED)
                            .build())
                    .timeout(ANSWER_WITHIN_MS)
                    .build())
            .toBuilder()
            .excludeCredentials(passkeys.of(user))
            .build();
    try {
      return new Question(
          options.getChallenge().getBytes(),
          unwrapped(options.toCredentialsCreateJson()),
          options.toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question that cannot be written", e);
    }
  }

  @Override
  public Optional<Registered> registered(String request, String credential) {
    try {
      RegistrationResult result =
          party.finishRegistration(
              FinishRegistrationOptions.builder()
                  .request(PublicKeyCredentialCreationOptions.fromJson(request))
                  .response(PublicKeyCredential.parseRegistrationResponseJson(credential))
                  .build());
      return result.isUserVerified()
          ? Optional.of(
              new Registered(
                  result.getKeyId().getId().getBytes(),
                  result.getPublicKeyCose().getBytes(),
                  result.getSignatureCount()))
          : Optional.empty();
    } catch (RegistrationFailedException | IOException | IllegalArgumentException refused) {
      return refused("registration", refused);
    }
  }

  @Override
  public Question signIn() {
    AssertionRequest request =
        party.startAssertion(
            StartAssertionOptions.builder()
                .userVerification(UserVerificationRequirement.REQUIRED)
                .timeout(ANSWER_WITHIN_MS)
                .build());
    try {
      return new Question(
          request.getPublicKeyCredentialRequestOptions().getChallenge().getBytes(),
          unwrapped(request.toCredentialsGetJson()),
          request.toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question that cannot be written", e);
    }
  }

  @Override
  public Optional<Asserted> signedIn(String request, String credential) {
    try {
      AssertionResult result =
          party.finishAssertion(
              FinishAssertionOptions.builder()
                  .request(AssertionRequest.fromJson(request))
                  .response(PublicKeyCredential.parseAssertionResponseJson(credential))
                  .build());
      return result.isSuccess() && result.isUserVerified()
          ? Optional.of(
              new Asserted(
                  result.getCredential().getCredentialId().getBytes(),
                  StoredPasskeys.user(result.getCredential().getUserHandle()),
                  result.getSignatureCount()))
          : Optional.empty();
    } catch (AssertionFailedException | IOException | IllegalArgumentException refused) {
      return refused("sign-in", refused);
    }
  }

  @Override
  public Optional<byte[]> challenge(String credential) {
    return AnswerJson.challenge(credential);
  }

  /** What the library wraps for the browser's call, the page wraps itself. */
  private static String unwrapped(String wrapped) {
    return AnswerJson.publicKey(wrapped);
  }

  private static <T> Optional<T> refused(String what, Exception why) {
    LOG.atInfo()
        .addKeyValue("what", what)
        .addKeyValue("cause", why.getClass().getSimpleName())
        .log("a passkey's answer does not hold");
    return Optional.empty();
  }
}

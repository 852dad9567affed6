package com.quotahit.actors.providers.webauthn;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Passkey;
import com.quotahit.core.workspace.PasskeysPort;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Our passkeys as the library looks them up. To it a person is their id, which says nothing about
 * them; addresses stay out of it.
 */
final class StoredPasskeys implements CredentialRepository {

  private final PasskeysPort passkeys;

  StoredPasskeys(PasskeysPort passkeys) {
    this.passkeys = passkeys;
  }

  static ByteArray handle(UserId user) {
    return new ByteArray(user.value().getBytes(StandardCharsets.US_ASCII));
  }

  static UserId user(ByteArray handle) {
    return new UserId(new String(handle.getBytes(), StandardCharsets.US_ASCII));
  }

  /** A device that has one of these is not asked to make another. */
  Set<PublicKeyCredentialDescriptor> of(UserId user) {
    return passkeys.ofUser(user).stream()
        .map(passkey ->
            PublicKeyCredentialDescriptor.builder()
                .id(new ByteArray(passkey.credentialId()))
                .build())
        .collect(Collectors.toSet());
  }

  /** Names are never asked for: a device says for whom it speaks. */
  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
    return Set.of();
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String username) {
    return username.startsWith(UserId.PREFIX + "_")
        ? Optional.of(handle(new UserId(username)))
        : Optional.empty();
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
    try {
      return Optional.of(user(userHandle).value());
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
    return passkeys
        .byCredential(credentialId.getBytes())
        .filter(passkey -> handle(passkey.user()).equals(userHandle))
        .map(StoredPasskeys::registered);
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
    return passkeys.byCredential(credentialId.getBytes()).stream()
        .map(StoredPasskeys::registered)
        .collect(Collectors.toSet());
  }

  private static RegisteredCredential registered(Passkey passkey) {
    return RegisteredCredential.builder()
        .credentialId(new ByteArray(passkey.credentialId()))
        .userHandle(handle(passkey.user()))
        .publicKeyCose(new ByteArray(passkey.publicKey()))
        .signatureCount(passkey.signCount())
        .build();
  }
}

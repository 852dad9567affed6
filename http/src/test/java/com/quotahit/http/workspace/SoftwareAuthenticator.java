package com.quotahit.http.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.WireJson;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A device with one passkey (ES256), which says what a browser would send. Everything that a
 * dishonest one may say otherwise can be set.
 */
final class SoftwareAuthenticator {

  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int WITH_KEY = 0x40;

  private final SecureRandom random = new SecureRandom();
  private final KeyPair key = pair();
  private final byte[] credentialId = new byte[32];
  private byte[] userHandle = new byte[0];
  String origin;
  String rpId;
  int flags = PRESENT | VERIFIED;
  long count = 0;
  long countStep = 1;

  SoftwareAuthenticator(String origin, String rpId) {
    this.origin = origin;
    this.rpId = rpId;
    random.nextBytes(credentialId);
  }

  void unverified() {
    flags = PRESENT;
  }

  /** Answers {@code navigator.credentials.create}. */
  String create(JsonNode publicKey) {
    userHandle = Base64.getUrlDecoder().decode(publicKey.at("/user/id").asText());
    byte[] client = client("webauthn.create", publicKey.path("challenge").asText());
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("clientDataJSON", text(client));
    response.put("attestationObject", text(attestation()));
    response.put("transports", new String[] {"internal"});
    return credential(response);
  }

  /** Answers {@code navigator.credentials.get}. */
  String get(JsonNode publicKey) {
    return get(publicKey.path("challenge").asText());
  }

  String get(String challenge) {
    count += countStep;
    byte[] client = client("webauthn.get", challenge);
    byte[] data = authenticatorData(flags).array();
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("clientDataJSON", text(client));
    response.put("authenticatorData", text(data));
    response.put("signature", text(signed(data, client)));
    response.put("userHandle", text(userHandle));
    return credential(response);
  }

  private String credential(Map<String, Object> response) {
    Map<String, Object> credential = new LinkedHashMap<>();
    credential.put("id", text(credentialId));
    credential.put("rawId", text(credentialId));
    credential.put("type", "public-key");
    credential.put("response", response);
    credential.put("clientExtensionResults", Map.of());
    return WireJson.write(credential);
  }

  private byte[] client(String type, String challenge) {
    return ("{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}")
        .formatted(type, challenge, origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private ByteBuffer authenticatorData(int said) {
    return ByteBuffer.allocate(37)
        .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
        .put((byte) said)
        .putInt((int) count);
  }

  /** A map of three: the form "none", an empty statement, and the data with the key. */
  private byte[] attestation() {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(authenticatorData(flags | WITH_KEY).array());
    data.writeBytes(new byte[16]);
    data.write(credentialId.length >> 8);
    data.write(credentialId.length);
    data.writeBytes(credentialId);
    data.writeBytes(cose());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(0xa3);
    word(whole, "fmt");
    word(whole, "none");
    word(whole, "attStmt");
    whole.write(0xa0);
    word(whole, "authData");
    whole.write(0x58);
    whole.write(data.size());
    whole.writeBytes(data.toByteArray());
    return whole.toByteArray();
  }

  private static void word(ByteArrayOutputStream out, String text) {
    out.write(0x60 + text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Kind 2 (elliptic curve), algorithm -7 (ES256), curve 1 (P-256), x, y. */
  private byte[] cose() {
    ECPublicKey half = (ECPublicKey) key.getPublic();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
    out.writeBytes(coordinate(half.getW().getAffineX()));
    out.writeBytes(new byte[] {0x22, 0x58, 32});
    out.writeBytes(coordinate(half.getW().getAffineY()));
    return out.toByteArray();
  }

  private static byte[] coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, padded, 32 - (bytes.length - from), bytes.length - from);
    return padded;
  }

  private byte[] signed(byte[] data, byte[] client) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package com.quotahit.persistence.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Ed25519 key of this node's checkpoints, made at the first start and readable by its owner
 * only. Public keys of earlier ones stay beside it, so that what they signed can still be checked.
 */
final class CheckpointKey {

  private static final String PRIVATE = "signing.key";

  private final Path directory;
  private final PrivateKey signing;
  private final String id;
  private final Map<String, PublicKey> known = new ConcurrentHashMap<>();

  private CheckpointKey(Path directory, PrivateKey signing, String id) {
    this.directory = directory;
    this.signing = signing;
    this.id = id;
  }

  static CheckpointKey in(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(PRIVATE);
    try {
      if (!Files.exists(file)) {
        make(directory, file);
      }
      String[] parts = Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ");
      PrivateKey signing =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
      return new CheckpointKey(directory, signing, parts[0]);
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("no key for checkpoints in " + file, e);
    }
  }

  private static void make(Path directory, Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] open = pair.getPublic().getEncoded();
    String id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(open), 0, 8);
    Files.writeString(
        directory.resolve(id + ".pub"),
        Base64.getEncoder().encodeToString(open),
        StandardCharsets.US_ASCII);
    // Written whole under another name first: a start that is killed leaves no half key.
    Path draft =
        Files.createTempFile(
            directory,
            "key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        id + " " + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
        StandardCharsets.US_ASCII,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  String id() {
    return id;
  }

  String sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(signing);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a checkpoint", e);
    }
  }

  boolean signed(String keyId, String text, String signature) {
    Optional<PublicKey> key = open(keyId);
    if (key.isEmpty()) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key.get());
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
      return false;
    }
  }

  private Optional<PublicKey> open(String keyId) {
    if (!keyId.matches("[0-9a-f]{16}")) {
      return Optional.empty();
    }
    PublicKey found = known.get(keyId);
    if (found == null) {
      try {
        byte[] encoded =
            Base64.getDecoder()
                .decode(
                    Files.readString(directory.resolve(keyId + ".pub"), StandardCharsets.US_ASCII));
        found = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        known.put(keyId, found);
      } catch (IOException | GeneralSecurityException | IllegalArgumentException missing) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}

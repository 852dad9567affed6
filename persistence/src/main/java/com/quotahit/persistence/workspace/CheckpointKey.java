package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The Ed25519 key of this node's checkpoints, made at the first start, sealed under the
 * installation's master key and readable by its owner only: whoever finds the directory in a backup
 * signs nothing. Public keys of earlier ones stay beside it, so that what they signed can still be
 * checked.
 */
final class CheckpointKey {

  private static final String PRIVATE = "signing.key";

  /** What is signed with, as it is kept. */
  private record Signing(String id, PrivateKey key, Sealed sealed) {}

  private final Path directory;
  private Optional<Signing> signing;
  private final Map<String, PublicKey> known = new ConcurrentHashMap<>();

  private CheckpointKey(Path directory, Optional<Signing> signing) {
    this.directory = directory;
    this.signing = signing;
  }

  /** For who only checks: needs no secret and makes none. */
  static CheckpointKey reading(Path directory) {
    return new CheckpointKey(directory, Optional.empty());
  }

  static CheckpointKey in(Path directory, SealPort seal) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(PRIVATE);
    try {
      Signing signing = Files.exists(file) ? read(file, seal) : make(directory, seal);
      return new CheckpointKey(directory, Optional.of(signing));
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("no key for checkpoints in " + file, e);
    } catch (SealBroken e) {
      throw new IOException(
          "the key for checkpoints in "
              + file
              + " was sealed under another master key. Bring that one back, or move the file away:"
              + " a new key is made, and what the old one signed can still be checked.",
          e);
    }
  }

  private static Signing read(Path file, SealPort seal)
      throws IOException, GeneralSecurityException {
    String[] parts = Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ");
    byte[] last = Base64.getDecoder().decode(parts[parts.length - 1]);
    if (parts.length == 2) {
      // As it was kept before it was sealed.
      return kept(file.getParent(), parts[0], last, seal);
    }
    Sealed sealed = new Sealed(Integer.parseInt(parts[1]), last);
    byte[] plain = seal.open(sealed, place(parts[0]));
    try {
      return new Signing(parts[0], privateKey(plain), sealed);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static Signing make(Path directory, SealPort seal)
      throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] open = pair.getPublic().getEncoded();
    String id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(open), 0, 8);
    Files.writeString(
        directory.resolve(id + ".pub"),
        Base64.getEncoder().encodeToString(open),
        StandardCharsets.US_ASCII);
    return kept(directory, id, pair.getPrivate().getEncoded(), seal);
  }

  private static Signing kept(Path directory, String id, byte[] plain, SealPort seal)
      throws IOException, GeneralSecurityException {
    try {
      Signing signing = new Signing(id, privateKey(plain), seal.seal(plain, place(id)));
      write(directory, signing);
      return signing;
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Written whole under another name first: a start that is killed leaves no half key. */
  private static void write(Path directory, Signing signing) throws IOException {
    Path draft =
        Files.createTempFile(
            directory,
            "key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        draft,
        signing.id
            + " "
            + signing.sealed.keyVersion()
            + " "
            + Base64.getEncoder().encodeToString(signing.sealed.bytes()),
        StandardCharsets.US_ASCII,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(draft, directory.resolve(PRIVATE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static PrivateKey privateKey(byte[] plain) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(plain));
  }

  private static byte[] place(String id) {
    return Associated.with("checkpoint-key", "1", id);
  }

  /** Whether it was under an older master key and is under today's now. */
  boolean carriedOver(int version, UnaryOperator<Sealed> rewrap) {
    Signing now = own();
    if (now.sealed.keyVersion() >= version) {
      return false;
    }
    Signing next = new Signing(now.id, now.key, rewrap.apply(now.sealed));
    try {
      write(directory, next);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the key for checkpoints", e);
    }
    signing = Optional.of(next);
    return true;
  }

  private Signing own() {
    return signing.orElseThrow(() -> new IllegalStateException("this process only checks"));
  }

  String id() {
    return own().id;
  }

  String sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(own().key);
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

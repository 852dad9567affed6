package com.quotahit.actors.workspace;

import com.quotahit.core.workspace.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the notation that its reference program writes: {@code
 * $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash}, both in base64 without padding.
 *
 * <p>The memory of an evaluation is kept and used again. Given anew each time it was 400 MB a
 * second under a flood of sign-ins, and the collections that followed were heard in calls.
 *
 * @param memoryKiB 8 to 2^20
 */
record Argon2id(int memoryKiB, int passes, int lanes, int hashBytes) {

  private static final int SALT_BYTES = 16;
  private static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;

  /** What an evaluation takes beside its memory. */
  private static final int WORKING_BLOCKS = 16;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** As many as were ever in use at once, which is what the limit of the hasher lets run. */
  private static final ConcurrentLinkedDeque<BlockPool> IDLE = new ConcurrentLinkedDeque<>();

  PasswordHash hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                VERSION,
                memoryKiB,
                passes,
                lanes,
                base64.encodeToString(salt),
                base64.encodeToString(evaluate(password, salt))));
  }

  /** With the parameters that the hash was made with. */
  static boolean matches(String password, PasswordHash hash) {
    Matcher parts = parts(hash);
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(expected, of(hash).evaluate(password, salt));
  }

  static Argon2id of(PasswordHash hash) {
    Matcher parts = parts(hash);
    return new Argon2id(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        Base64.getDecoder().decode(parts.group(5)).length);
  }

  private static Matcher parts(PasswordHash hash) {
    Matcher parts = WRITTEN.matcher(hash.value());
    if (!parts.matches()) {
      throw new IllegalArgumentException("this is no Argon2id hash of version 19");
    }
    return parts;
  }

  private byte[] evaluate(String password, byte[] salt) {
    BlockPool idle = IDLE.poll();
    BlockPool pool =
        idle == null
            ? new FixedBlockPool(
                Argon2BytesGenerator.getBlockCount(memoryKiB, lanes) + WORKING_BLOCKS)
            : idle;
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(VERSION)
              .withMemoryAsKB(memoryKiB)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .withBlockPool(pool)
              .build());
      byte[] hash = new byte[hashBytes];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      IDLE.push(pool);
    }
  }
}

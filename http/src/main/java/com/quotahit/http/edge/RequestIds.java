package com.quotahit.http.edge;

import com.quotahit.core.shared.IdSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids that follow from a seed: the same request makes the same ids. */
final class RequestIds {

  private RequestIds() {}

  static IdSource from(byte[] seed, Instant at) {
    return IdSource.uuidV7(InstantSource.fixed(at), new Derived(seed));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).flip());
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  static String hash(String... parts) {
    byte[][] bytes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
    }
    return HexFormat.of().formatHex(sha256(bytes));
  }

  /** As unguessable as its seed. */
  private static final class Derived implements RandomGenerator {
    private final byte[] seed;
    private long count;

    Derived(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public synchronized long nextLong() {
      byte[] counter = ByteBuffer.allocate(8).putLong(count++).array();
      return ByteBuffer.wrap(sha256(seed, counter)).getLong();
    }
  }
}

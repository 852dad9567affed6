package com.quotahit.actors.providers.tink;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys that a node holds, by version. As text one a line, {@code 2:<base64 of 32
 * bytes>}; lines that begin with {@code #} are comments, and a comma is as good as a line's end.
 */
public final class MasterKeys {

  static final int BYTES = 32;
  private static final Pattern LINE = Pattern.compile("(\\d{1,6})\\s*:\\s*([A-Za-z0-9+/=_-]+)");

  private final NavigableMap<Integer, byte[]> keys;

  private MasterKeys(NavigableMap<Integer, byte[]> keys) {
    this.keys = keys;
  }

  /** One new key. */
  public static MasterKeys fresh(RandomGenerator random) {
    return new MasterKeys(new TreeMap<>()).andFresh(random);
  }

  /**
   * @param origin named in the message when the text is no list of keys; the text never is
   */
  static MasterKeys parse(String text, String origin) {
    NavigableMap<Integer, byte[]> keys = new TreeMap<>();
    for (String line : text.split("[\\r\\n,]+")) {
      String entry = line.strip();
      if (entry.isEmpty() || entry.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(entry);
      byte[] key = matcher.matches() ? decoded(matcher.group(2)) : new byte[0];
      if (key.length != BYTES || Integer.parseInt(matcher.group(1)) < 1) {
        throw new IllegalArgumentException(
            origin
                + " holds a line that is no master key. Each line is <version>:<base64 of 32 random"
                + " bytes>, such as the output of: echo \"1:$(openssl rand -base64 32)\"");
      }
      if (keys.put(Integer.valueOf(matcher.group(1)), key) != null) {
        throw new IllegalArgumentException(origin + " holds two keys of one version");
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(origin + " holds no master key");
    }
    return new MasterKeys(keys);
  }

  /** These and one more, made now. */
  MasterKeys andFresh(RandomGenerator random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    NavigableMap<Integer, byte[]> more = new TreeMap<>(keys);
    more.put(keys.isEmpty() ? 1 : keys.lastKey() + 1, key);
    return new MasterKeys(more);
  }

  Set<Integer> versions() {
    return Set.copyOf(keys.keySet());
  }

  int newest() {
    return keys.lastKey();
  }

  boolean holds(int version) {
    return keys.containsKey(version);
  }

  /** A copy; the caller wipes it. */
  byte[] key(int version) {
    byte[] key = keys.get(version);
    if (key == null) {
      throw new IllegalArgumentException("no master key of version " + version);
    }
    return key.clone();
  }

  /** Tells this key from others and gives nothing of it away. */
  String check(int version) {
    byte[] key = key(version);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] value = mac.doFinal("QuotaHit master key".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(value, 0, 16);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** As {@link #parse} reads it. */
  String text() {
    StringBuilder text = new StringBuilder();
    keys.forEach((version, key) ->
        text.append(version)
            .append(':')
            .append(Base64.getEncoder().encodeToString(key))
            .append('\n'));
    return text.toString();
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return "MasterKeys" + keys.keySet();
  }
}

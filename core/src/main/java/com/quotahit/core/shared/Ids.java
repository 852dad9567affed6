package com.quotahit.core.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The shape of every id: a short prefix, an underscore, 26 characters. Those of an {@link IdSource}
 * sort by time of making; one that is {@linkplain #named named} does not, so the order of a kind of
 * which some are named, such as workspaces, says nothing about time.
 */
public final class Ids {

  private static final Pattern BODY = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

  private Ids() {}

  public static boolean valid(String prefix, String value) {
    return value.length() == prefix.length() + 27
        && value.startsWith(prefix)
        && value.charAt(prefix.length()) == '_'
        && BODY.matcher(value).region(prefix.length() + 1, value.length()).matches();
  }

  /** Always the same id for the same name, so that of two who make it at once one makes it. */
  public static String named(String prefix, String name) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
      return prefix + "_" + Crockford.encode(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  static void require(String prefix, String value) {
    if (!valid(prefix, value)) {
      throw new IllegalArgumentException("not an id of kind '" + prefix + "': '" + value + "'");
    }
  }
}

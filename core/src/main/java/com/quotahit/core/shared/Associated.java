package com.quotahit.core.shared;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a secret belongs to, as bytes that are bound into its seal: a row that is moved to another
 * place cannot be opened there. Every part carries its length, so that no two lists look the same.
 */
public final class Associated {

  private Associated() {}

  /**
   * @param parts what it is, its layout's version, and every id that the row stands under
   */
  public static byte[] with(String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      bytes.write(text.length >>> 8);
      bytes.write(text.length);
      bytes.writeBytes(text);
    }
    return bytes.toByteArray();
  }
}

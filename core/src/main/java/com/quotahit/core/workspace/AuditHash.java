package com.quotahit.core.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What chains an entry to the one before it: SHA-256 over the hash before and the entry as
 * canonical JSON (RFC 8785: names sorted, no blanks, only what must be escaped is).
 */
public final class AuditHash {

  public static final int BYTES = 32;
  private static final String HEX = "0123456789abcdef";

  private AuditHash() {}

  /** What stands before the first entry. */
  public static byte[] beginning() {
    return new byte[BYTES];
  }

  public static byte[] of(byte[] previous, AuditLine line) {
    MessageDigest digest = sha256();
    digest.update(previous);
    return digest.digest(canonical(line).getBytes(StandardCharsets.UTF_8));
  }

  static String canonical(AuditLine line) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("action", text(line.action()));
    fields.put("actor", text(line.actor()));
    fields.put("after", object(line.after()));
    fields.put("at", text(line.at().toString()));
    fields.put("before", object(line.before()));
    fields.put("chain", text(line.chain()));
    fields.put("from", text(line.from()));
    fields.put("onBehalfOf", text(line.onBehalfOf()));
    fields.put("requestId", text(line.requestId()));
    fields.put("seq", Long.toString(line.seq()));
    fields.put("source", text(line.source()));
    fields.put("subject", text(line.subject()));
    return joined(fields);
  }

  private static String object(Map<String, String> values) {
    SortedMap<String, String> fields = new TreeMap<>();
    values.forEach((name, value) -> fields.put(name, text(value)));
    return joined(fields);
  }

  private static String joined(SortedMap<String, String> fields) {
    StringBuilder json = new StringBuilder("{");
    fields.forEach((name, value) ->
        json.append(json.length() > 1 ? "," : "").append(text(name)).append(':').append(value));
    return json.append('}').toString();
  }

  private static String text(String value) {
    StringBuilder json = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      json.append(escaped(value.charAt(i)));
    }
    return json.append('"').toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      default ->
          c < 0x20 ? "\\u00" + HEX.charAt(c / 16) + HEX.charAt(c % 16) : Character.toString(c);
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}

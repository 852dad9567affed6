package com.quotahit.core.billing;

import com.quotahit.core.shared.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The provider's signature under what it tells us: {@code t=<unix seconds>,v1=<hex>[,v1=<hex>]}
 * over the time, a dot and the bytes as they came. While a secret is being changed there are two;
 * one that fits is enough.
 */
public final class WebhookSignature {

  private static final int HEADER_CHARS_MAX = 2_000;
  private static final int SIGNATURES_MAX = 8;

  private final byte[] key;
  private final Duration tolerance;

  public WebhookSignature(Secret secret, Duration tolerance) {
    this.key = secret.reveal().getBytes(StandardCharsets.UTF_8);
    this.tolerance = tolerance;
  }

  /** Whether this body was signed with our secret, not long ago. */
  public boolean fits(byte[] body, String header, Instant now) {
    if (header.length() > HEADER_CHARS_MAX) {
      return false;
    }
    Optional<String> time = Optional.empty();
    List<byte[]> signatures = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      if (name.equals("t")) {
        if (time.isPresent() || !value.matches("[0-9]{1,12}")) {
          return false;
        }
        time = Optional.of(value);
      } else if (name.equals("v1") && signatures.size() < SIGNATURES_MAX) {
        signatures.add(value.getBytes(StandardCharsets.US_ASCII));
      }
    }
    if (time.isEmpty() || age(now, time.get()).compareTo(tolerance) > 0) {
      return false;
    }
    byte[] expected = sign(body, time.get()).getBytes(StandardCharsets.US_ASCII);
    boolean any = false;
    for (byte[] signature : signatures) {
      any |= MessageDigest.isEqual(expected, signature);
    }
    return any;
  }

  /** The header for a body, as the provider makes it. */
  public String header(byte[] body, Instant now) {
    String time = Long.toString(now.getEpochSecond());
    return "t=" + time + ",v1=" + sign(body, time);
  }

  private String sign(byte[] body, String time) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HmacSHA256", e);
    }
  }

  /** A clock that runs ahead is as wrong as one that runs behind. */
  private static Duration age(Instant now, String time) {
    return Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
  }
}

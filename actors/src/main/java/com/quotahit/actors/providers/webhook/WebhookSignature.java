package com.quotahit.actors.providers.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The three headers of the Standard Webhooks specification, with the symmetric signature. */
final class WebhookSignature {

  static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * @param secret {@code whsec_} and base 64
   * @param id the same at every try, by which the receiver knows a repetition
   */
  static Map<String, String> headers(String secret, String id, Instant at, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
    headers.put(
        "webhook-signature", "v1," + hmac(secret, id + "." + at.getEpochSecond() + "." + body));
    return headers;
  }

  private static String hmac(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}

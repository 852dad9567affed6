package com.quotahit.actors.providers.stripe;

import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * All of {@code quotahit.stripe} but the stand-in, read once at start.
 *
 * @param key without one the stand-in serves
 * @param webhookSecret with which the provider signs what it tells us
 * @param tolerance how old a signature may be
 * @param tax whether the provider works out taxes
 */
public record StripeSettings(
    URI baseUrl,
    Optional<Secret> key,
    Optional<Secret> webhookSecret,
    Duration tolerance,
    boolean tax,
    Duration connectTimeout,
    Duration readTimeout,
    int retriesMax) {

  private static final String PATH = "quotahit.stripe.";

  public StripeSettings {
    String scheme = String.valueOf(baseUrl.getScheme());
    SettingRange.require(
        PATH + "base-url",
        baseUrl,
        (scheme.equals("https") || scheme.equals("http")) && baseUrl.getHost() != null,
        "an http or https address");
    SettingRange.require(
        PATH + "webhook-secret",
        webhookSecret.isPresent() ? "set" : "empty",
        key.isEmpty() || webhookSecret.isPresent(),
        "set where there is a key: without it nobody can tell the provider's word from a stranger's");
    SettingRange.require(
        PATH + "webhook-tolerance", tolerance, Duration.ofSeconds(10), Duration.ofMinutes(15));
    SettingRange.require(
        PATH + "connect-timeout", connectTimeout, Duration.ofMillis(50), Duration.ofSeconds(30));
    SettingRange.require(
        PATH + "read-timeout", readTimeout, Duration.ofMillis(50), Duration.ofSeconds(30));
    SettingRange.require(
        PATH + "retries-max", retriesMax, retriesMax >= 0 && retriesMax <= 3, "0 to 3");
  }

  public static StripeSettings from(Config root) {
    Config config = root.getConfig("quotahit.stripe");
    return new StripeSettings(
        URI.create(config.getString("base-url").strip()),
        secret(config, "secret-key"),
        secret(config, "webhook-secret"),
        config.getDuration("webhook-tolerance"),
        config.getBoolean("tax"),
        config.getDuration("connect-timeout"),
        config.getDuration("read-timeout"),
        config.getInt("retries-max"));
  }

  /** Money moves for real. */
  public boolean live() {
    return key.map(known -> known.reveal().contains("_live_")).orElse(false);
  }

  /**
   * Under which prices are kept apart: what is made in a test account is not there in a live one.
   */
  public String account() {
    return key.isEmpty() ? "sandbox" : live() ? "live" : "test";
  }

  private static Optional<Secret> secret(Config config, String key) {
    return Optional.of(config.getString(key).strip())
        .filter(text -> !text.isEmpty())
        .map(Secret::new);
  }
}

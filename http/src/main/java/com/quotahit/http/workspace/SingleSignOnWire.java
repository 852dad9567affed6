package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.CompanyProviders.Wanted;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.SingleSignOn;
import com.quotahit.core.workspace.SingleSignOn.Demand;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A workspace's identity provider as its admins see it; the secret goes in and never out. */
final class SingleSignOnWire {

  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
  private static final int ADDRESS_MAX = 500;

  private SingleSignOnWire() {}

  /**
   * @param redirectUri to be entered at the provider
   */
  record SettingWire(
      String issuer,
      String clientId,
      List<String> domains,
      boolean required,
      String redirectUri,
      Instant updatedAt) {

    static SettingWire of(SingleSignOn setting, String redirectUri) {
      return new SettingWire(
          setting.issuer(),
          setting.clientId(),
          setting.domains(),
          setting.demand() == Demand.REQUIRED,
          redirectUri,
          setting.updatedAt());
    }
  }

  /**
   * @param clientSecret leave it out to keep the one that is there
   */
  record WantedWire(
      String issuer,
      String clientId,
      Optional<String> clientSecret,
      List<String> domains,
      boolean required) {

    Parsed<Wanted> parse() {
      FieldChecks checks = new FieldChecks();
      String address = checks.text("issuer", issuer, 1, ADDRESS_MAX);
      String client = checks.text("clientId", clientId, 1, ADDRESS_MAX);
      Optional<String> secret = checks.text("clientSecret", clientSecret, 1, ADDRESS_MAX);
      List<String> names =
          checks.atMost("domains", domains, SingleSignOn.DOMAINS_MAX).stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT))
              .distinct()
              .toList();
      checks.require(!names.isEmpty(), "domains", "required", "Name the domain of your addresses.");
      for (int i = 0; i < names.size(); i++) {
        checks.require(
            DOMAIN.matcher(names.get(i)).matches(),
            "domains[" + i + "]",
            "invalid",
            "Write a domain such as example.com.");
      }
      return checks.parsed(() ->
          new Wanted(address, client, secret, names, required ? Demand.REQUIRED : Demand.OFFERED));
    }

    @Override
    public String toString() {
      return "WantedWire[redacted]";
    }
  }
}

package com.quotahit.actors.providers.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What providers say of themselves and the keys they publish, kept for a while. A token under a key
 * that is not known yet makes us look again, but only now and then, so that made-up tokens do not
 * become a flood of requests.
 */
final class ProviderBook {

  private static final int KEPT_MAX = 200;

  /** One provider, as it described itself. */
  record Provider(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, long readAtNanos) {}

  private final GuardedExchange exchange;
  private final Duration kept;
  private final Duration pause;
  private final Map<String, Provider> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Provider> eldest) {
          return size() > KEPT_MAX;
        }
      };

  ProviderBook(GuardedExchange exchange, Duration kept, Duration pause) {
    this.exchange = exchange;
    this.kept = kept;
    this.pause = pause;
  }

  Provider of(String issuer) {
    synchronized (known) {
      Provider found = known.get(issuer);
      if (found != null && System.nanoTime() - found.readAtNanos() < kept.toNanos()) {
        return found;
      }
    }
    Provider read = read(issuer);
    synchronized (known) {
      known.put(issuer, read);
    }
    return read;
  }

  private Provider read(String issuer) {
    String separator = issuer.endsWith("/") ? "" : "/";
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.parse(
              exchange.get(issuer + separator + ".well-known/openid-configuration").body());
      if (!metadata.getIssuer().getValue().equals(issuer)
          || metadata.getAuthorizationEndpointURI() == null
          || metadata.getTokenEndpointURI() == null
          || metadata.getJWKSetURI() == null) {
        throw new OpenIdFailure(Reason.NOT_A_PROVIDER, "it describes another than itself");
      }
      exchange.admitted(metadata.getAuthorizationEndpointURI().toString());
      return new Provider(metadata, keys(metadata), System.nanoTime());
    } catch (MalformedURLException | ParseException e) {
      throw new OpenIdFailure(Reason.NOT_A_PROVIDER, "the provider's description");
    } catch (IOException e) {
      throw new OpenIdFailure(Reason.UNREACHABLE, "the provider's description");
    }
  }

  private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata)
      throws MalformedURLException {
    return JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), exchange)
        .cache(kept.toMillis(), Duration.ofSeconds(15).toMillis())
        .refreshAheadCache(false)
        .rateLimited(pause.toMillis())
        .build();
  }
}

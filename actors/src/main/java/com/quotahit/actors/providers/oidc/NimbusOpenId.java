package com.quotahit.actors.providers.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.quotahit.core.shared.NetworkAllowance;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.OpenIdPort;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Signs people in by the authorization code flow with PKCE, state and nonce. A provider's word is
 * taken only under a signature of an asymmetric kind by a key it publishes, from the issuer that
 * was asked, for us, for this attempt, and in time.
 */
public final class NimbusOpenId implements OpenIdPort {

  /** Neither "none" nor anything whose key is a shared secret. */
  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int CLOCKS_APART_S = 30;
  private static final Scope SCOPE = new Scope("openid", "email", "profile");

  private final GuardedExchange exchange;
  private final ProviderBook providers;

  /**
   * @param wall for each request to a provider
   * @param keysKept how long a provider's documents are believed
   * @param keysPause between two looks at a provider's keys
   */
  public NimbusOpenId(
      ActorSystem<?> system,
      NetworkAllowance network,
      Duration wall,
      Duration keysKept,
      Duration keysPause,
      SSLContext trust) {
    this.exchange = new GuardedExchange(system, network, wall, trust);
    this.providers = new ProviderBook(exchange, keysKept, keysPause);
  }

  @Override
  public URI question(Client client, Bond bond) {
    ProviderBook.Provider provider = providers.of(client.issuer());
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, SCOPE, new ClientID(client.clientId()), client.redirect())
        .endpointURI(provider.metadata().getAuthorizationEndpointURI())
        .state(new State(bond.state()))
        .nonce(new Nonce(bond.nonce()))
        .codeChallenge(new CodeVerifier(bond.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  @Override
  public Identity answer(Client client, Bond bond, String code) {
    ProviderBook.Provider provider = providers.of(client.issuer());
    OIDCTokenResponse tokens = tokens(client, bond, code, provider);
    IDTokenClaimsSet claims = believed(client, bond, tokens, provider);
    return new Identity(
        claims.getIssuer().getValue(),
        claims.getSubject().getValue(),
        claims.getStringClaim("email") == null ? asked(claims, tokens, provider) : email(claims),
        Optional.ofNullable(claims.getStringClaim("name")).filter(name -> !name.isBlank()));
  }

  private OIDCTokenResponse tokens(
      Client client, Bond bond, String code, ProviderBook.Provider provider) {
    TokenRequest request =
        new TokenRequest.Builder(
                provider.metadata().getTokenEndpointURI(),
                new ClientSecretBasic(
                    new ClientID(client.clientId()), new Secret(client.clientSecret().reveal())),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code),
                    client.redirect(),
                    new CodeVerifier(bond.verifier())))
            .build();
    try {
      TokenResponse response =
          OIDCTokenResponseParser.parse(request.toHTTPRequest().send(exchange));
      if (response instanceof OIDCTokenResponse tokens
          && tokens.getOIDCTokens().getIDToken() != null) {
        return tokens;
      }
      throw new OpenIdFailure(Reason.REFUSED, "no identity for this code");
    } catch (IOException e) {
      throw new OpenIdFailure(Reason.UNREACHABLE, "the provider's tokens");
    } catch (ParseException e) {
      throw new OpenIdFailure(Reason.NOT_A_PROVIDER, "the provider's tokens");
    }
  }

  private static IDTokenClaimsSet believed(
      Client client, Bond bond, OIDCTokenResponse tokens, ProviderBook.Provider provider) {
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(client.issuer()),
            new ClientID(client.clientId()),
            new JWSVerificationKeySelector<SecurityContext>(SIGNATURES, provider.keys()),
            null);
    validator.setMaxClockSkew(CLOCKS_APART_S);
    try {
      return validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(bond.nonce()));
    } catch (BadJOSEException | JOSEException e) {
      throw new OpenIdFailure(Reason.NOT_BELIEVED, e.getClass().getSimpleName());
    }
  }

  /**
   * Some providers tell the address only to whoever asks for it. What they say counts for the same
   * subject alone; when it is not to be had, the identity is one without an address.
   */
  private Optional<EmailAddress> asked(
      IDTokenClaimsSet claims, OIDCTokenResponse tokens, ProviderBook.Provider provider) {
    URI place = provider.metadata().getUserInfoEndpointURI();
    BearerAccessToken token = tokens.getOIDCTokens().getBearerAccessToken();
    if (place == null || token == null) {
      return Optional.empty();
    }
    try {
      UserInfoResponse response =
          UserInfoResponse.parse(new UserInfoRequest(place, token).toHTTPRequest().send(exchange));
      return response instanceof UserInfoSuccessResponse success
              && success.getUserInfo() != null
              && claims.getSubject().equals(success.getUserInfo().getSubject())
          ? email(success.getUserInfo())
          : Optional.empty();
    } catch (IOException | ParseException | OpenIdFailure notToBeHad) {
      return Optional.empty();
    }
  }

  private static Optional<EmailAddress> email(ClaimsSet claims) {
    boolean proven = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
    return Optional.ofNullable(claims.getStringClaim("email"))
        .filter(_ -> proven)
        .map(text -> EmailAddress.parse("email", text))
        .flatMap(parsed ->
            parsed instanceof Parsed.Valid<EmailAddress>(EmailAddress email)
                ? Optional.of(email)
                : Optional.empty());
  }
}

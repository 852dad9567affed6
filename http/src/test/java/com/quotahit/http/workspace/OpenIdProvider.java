package com.quotahit.http.workspace;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider on loopback: discovery, keys, authorization with PKCE, tokens for a client
 * that shows its secret. Everybody who is sent here is {@link #subject} at once. What a bad or
 * broken one would sign can be set.
 */
final class OpenIdProvider implements AutoCloseable {

  static final String CLIENT = "quotahit-at-north-wind";
  static final String SECRET = "s3cret-of-the-client-0123456789abcdef";

  /** How the identity is signed. */
  enum Signing {
    PROPERLY,
    WITH_A_KEY_NEVER_PUBLISHED,
    WITH_THE_CLIENT_SECRET,
    NOT_AT_ALL
  }

  private record Grant(AuthenticationRequest request, CodeChallenge challenge) {}

  private final HttpServer server;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final AtomicInteger keysAsked = new AtomicInteger();
  private final RSAKey stranger = key("1");
  private volatile RSAKey key = key("1");
  volatile String subject = "employee-17";
  volatile String email = "ann@north-wind.example";
  volatile boolean emailVerified = true;
  volatile Signing signing = Signing.PROPERLY;
  volatile UnaryOperator<JWTClaimsSet> claims = UnaryOperator.identity();
  volatile String describedIssuer = "";
  volatile boolean tellsTheAddressOnlyWhenAsked;
  volatile String subjectWhenAsked = "";
  private volatile String bearer = "";

  OpenIdProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::describe);
    server.createContext("/keys", this::keys);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/userinfo", this::userInfo);
    server.start();
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  int keysAsked() {
    return keysAsked.get();
  }

  void newKey() {
    key = key("2");
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void describe(HttpExchange exchange) throws IOException {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(describedIssuer.isEmpty() ? issuer() : describedIssuer),
            List.of(SubjectType.PUBLIC),
            URI.create(issuer() + "/keys"));
    metadata.setAuthorizationEndpointURI(URI.create(issuer() + "/authorize"));
    metadata.setTokenEndpointURI(URI.create(issuer() + "/token"));
    metadata.setUserInfoEndpointURI(URI.create(issuer() + "/userinfo"));
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.applyDefaults();
    answer(exchange, 200, metadata.toJSONObject().toJSONString());
  }

  private void keys(HttpExchange exchange) throws IOException {
    keysAsked.incrementAndGet();
    answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    try {
      AuthenticationRequest request =
          AuthenticationRequest.parse(exchange.getRequestURI().getRawQuery());
      AuthorizationCode code = new AuthorizationCode();
      grants.put(code.getValue(), new Grant(request, request.getCodeChallenge()));
      AuthenticationSuccessResponse success =
          new AuthenticationSuccessResponse(
              request.getRedirectionURI(), code, null, null, request.getState(), null, null);
      exchange.getResponseHeaders().set("Location", success.toURI().toString());
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    } catch (ParseException e) {
      answer(exchange, 400, "{}");
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    try {
      HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuer() + "/token"));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Content-type")) {
              http.setHeader(name, values.getFirst());
            }
          });
      http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      TokenRequest request = TokenRequest.parse(http);
      HTTPResponse response = tokens(request);
      answer(exchange, response.getStatusCode(), response.getBody());
    } catch (ParseException | JOSEException e) {
      answer(exchange, 400, "{\"error\":\"invalid_request\"}");
    }
  }

  private HTTPResponse tokens(TokenRequest request) throws JOSEException {
    if (!(request.getClientAuthentication() instanceof ClientSecretBasic basic)
        || !basic.getClientID().getValue().equals(CLIENT)
        || !basic.getClientSecret().getValue().equals(SECRET)) {
      return refused(OAuth2Error.INVALID_CLIENT);
    }
    if (!(request.getAuthorizationGrant() instanceof AuthorizationCodeGrant code)) {
      return refused(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    }
    Grant grant = grants.remove(code.getAuthorizationCode().getValue());
    if (grant == null
        || code.getCodeVerifier() == null
        || !CodeChallenge.compute(CodeChallengeMethod.S256, code.getCodeVerifier())
            .equals(grant.challenge())
        || !grant.request().getRedirectionURI().equals(code.getRedirectionURI())) {
      return refused(OAuth2Error.INVALID_GRANT);
    }
    BearerAccessToken token = new BearerAccessToken();
    bearer = token.toAuthorizationHeader();
    return new OIDCTokenResponse(new OIDCTokens(identity(grant.request()), token, null))
        .toHTTPResponse();
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    if (!bearer.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{}");
      return;
    }
    String who = subjectWhenAsked.isEmpty() ? subject : subjectWhenAsked;
    answer(
        exchange,
        200,
        "{\"sub\":\"%s\",\"email\":\"%s\",\"email_verified\":%s}"
            .formatted(who, email, emailVerified));
  }

  private static HTTPResponse refused(ErrorObject error) {
    return new TokenErrorResponse(error).toHTTPResponse();
  }

  private String identity(AuthenticationRequest request) throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet said =
        claims.apply(
            new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(subject)
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", request.getNonce().getValue())
                .claim("email", tellsTheAddressOnlyWhenAsked ? null : email)
                .claim("email_verified", tellsTheAddressOnlyWhenAsked ? null : emailVerified)
                .build());
    return switch (signing) {
      case PROPERLY -> signed(said, key);
      case WITH_A_KEY_NEVER_PUBLISHED -> signed(said, stranger);
      case WITH_THE_CLIENT_SECRET -> {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), said);
        jwt.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
        yield jwt.serialize();
      }
      case NOT_AT_ALL -> new PlainJWT(said).serialize();
    };
  }

  private static String signed(JWTClaimsSet said, RSAKey by) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(by.getKeyID())
                .build(),
            said);
    jwt.sign(new RSASSASigner(by));
    return jwt.serialize();
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

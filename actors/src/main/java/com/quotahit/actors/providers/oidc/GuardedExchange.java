package com.quotahit.actors.providers.oidc;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.quotahit.core.shared.NetworkAllowance;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WebsiteAddress;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.OutgoingConnection;
import org.apache.pekko.http.javadsl.OutgoingConnectionBuilder;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One request to an address that somebody typed, or that a provider they typed named: looked up
 * once, every address judged, and the connection made to the very address that was judged. No
 * redirects, little content, TLS except where the operator opened a host of their own. Blocks.
 */
final class GuardedExchange implements HTTPRequestSender, ResourceRetriever {

  private static final int BYTES_MAX = 200_000;
  private static final Set<String> PASSED_ON = Set.of("authorization", "accept");

  private final ActorSystem<?> system;
  private final NetworkAllowance network;
  private final Duration wall;
  private final SSLContext trust;

  GuardedExchange(
      ActorSystem<?> system, NetworkAllowance network, Duration wall, SSLContext trust) {
    this.system = system;
    this.network = network;
    this.wall = wall;
    this.trust = trust;
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    WebsiteAddress address = admitted(request.getURI().toString());
    HttpRequest outgoing =
        request.getMethod() == com.nimbusds.oauth2.sdk.http.HTTPRequest.Method.POST
            ? HttpRequest.create(address.target())
                .withMethod(HttpMethods.POST)
                .withEntity(
                    HttpEntities.create(
                        ContentTypes.parse("application/x-www-form-urlencoded"),
                        request.getBody().getBytes(StandardCharsets.UTF_8)))
            : HttpRequest.create(address.target());
    for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
      if (PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        outgoing =
            outgoing.addHeader(RawHeader.create(header.getKey(), header.getValue().getFirst()));
      }
    }
    Fetched fetched = exchange(address, outgoing);
    HTTPResponse response = new HTTPResponse(fetched.status());
    try {
      response.setEntityContentType(ContentType.parse(fetched.type()));
    } catch (java.text.ParseException e) {
      throw new IOException("a content type that cannot be read");
    }
    response.setBody(fetched.body());
    return response;
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    Fetched fetched = get(url.toString());
    return new Resource(fetched.body(), fetched.type());
  }

  /** A document; fails for everything but 200. */
  Fetched get(String url) throws IOException {
    WebsiteAddress address = admitted(url);
    Fetched fetched =
        exchange(
            address,
            HttpRequest.create(address.target())
                .addHeader(RawHeader.create("Accept", "application/json")));
    if (fetched.status() != 200) {
      throw new IOException("status " + fetched.status());
    }
    return fetched;
  }

  record Fetched(int status, String type, String body) {}

  /** Where people are sent must be an address of the same kind. */
  WebsiteAddress admitted(String url) {
    Parsed<WebsiteAddress> parsed = WebsiteAddress.parse("issuer", url, network.opened());
    if (!(parsed instanceof Parsed.Valid<WebsiteAddress>(WebsiteAddress address))
        || !address.secure() && !network.opened().contains(address.host())) {
      throw new OpenIdFailure(Reason.NOT_ALLOWED, "an address of the wrong kind");
    }
    return address;
  }

  private Fetched exchange(WebsiteAddress address, HttpRequest request) throws IOException {
    InetAddress judged = judged(address.host());
    CompletionStage<Fetched> answer =
        Source.single(request)
            .via(connection(address, judged))
            .runWith(Sink.head(), system)
            .thenCompose(this::read);
    try {
      return answer.toCompletableFuture().get(wall.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Flow<HttpRequest, HttpResponse, CompletionStage<OutgoingConnection>> connection(
      WebsiteAddress address, InetAddress judged) {
    OutgoingConnectionBuilder to =
        Http.get(system)
            .connectionTo(address.host())
            .toPort(address.port())
            .withClientConnectionSettings(
                ClientConnectionSettings.create(system.classicSystem())
                    .withTransport(
                        ClientTransport.withCustomResolver((_, port) ->
                            CompletableFuture.completedStage(
                                new InetSocketAddress(judged, (Integer) port))))
                    .withConnectingTimeout(wall)
                    .withIdleTimeout(wall));
    return address.secure()
        ? to.withCustomHttpsConnectionContext(ConnectionContext.httpsClient(trust)).https()
        : to.http();
  }

  private InetAddress judged(String host) throws IOException {
    InetAddress[] found = InetAddress.getAllByName(host);
    if (!network.admitsAll(Arrays.stream(found).map(InetAddress::getAddress).toList())) {
      throw new OpenIdFailure(Reason.NOT_ALLOWED, "an address that is closed to us");
    }
    return found[0];
  }

  private CompletionStage<Fetched> read(HttpResponse response) {
    return response
        .entity()
        .withoutSizeLimit()
        .getDataBytes()
        .limitWeighted(BYTES_MAX, bytes -> (long) bytes.size())
        // Nobody waits for the rest by then, and a site that drips would keep its connection.
        .completionTimeout(wall)
        .runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), system)
        .thenApply(bytes ->
            new Fetched(
                response.status().intValue(),
                response.entity().getContentType().toString(),
                bytes.utf8String()));
  }
}

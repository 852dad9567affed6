package com.quotahit.actors.practice;

import com.quotahit.core.shared.WebsiteAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.OutgoingConnection;
import org.apache.pekko.http.javadsl.OutgoingConnectionBuilder;
import org.apache.pekko.http.javadsl.coding.Coder;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.AcceptEncoding;
import org.apache.pekko.http.javadsl.model.headers.HttpEncodings;
import org.apache.pekko.http.javadsl.model.headers.UserAgent;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One request over a connection of its own to an address that was judged before. The name is used
 * for the Host header, for TLS and for the certificate, never to look anything up again. No
 * cookies, no credentials, no proxy.
 */
final class PinnedVisit {

  sealed interface Answer permits Page, Redirect {}

  /**
   * @param type media type without parameters, lower case
   */
  record Page(String type, Optional<String> charset, byte[] body) implements Answer {}

  record Redirect(String location) implements Answer {}

  private static final Set<String> READABLE =
      Set.of("text/html", "application/xhtml+xml", "text/plain");

  private final ActorSystem<?> system;
  private final ContextSettings.Website settings;
  private final SSLContext trust;

  PinnedVisit(ActorSystem<?> system, ContextSettings.Website settings, SSLContext trust) {
    this.system = system;
    this.settings = settings;
    this.trust = trust;
  }

  CompletionStage<Answer> pay(WebsiteAddress address, byte[] judged) {
    return Source.single(request(address))
        .via(connection(address, judged))
        .runWith(Sink.head(), system)
        .thenCompose(this::answer);
  }

  private static HttpRequest request(WebsiteAddress address) {
    return HttpRequest.GET(address.target())
        .addHeader(AcceptEncoding.create(HttpEncodings.GZIP.toRange()));
  }

  private Flow<HttpRequest, HttpResponse, CompletionStage<OutgoingConnection>> connection(
      WebsiteAddress address, byte[] judged) {
    OutgoingConnectionBuilder to =
        Http.get(system)
            .connectionTo(address.host())
            .toPort(address.port())
            .withClientConnectionSettings(pinned(judged));
    return address.secure()
        ? to.withCustomHttpsConnectionContext(ConnectionContext.httpsClient(trust)).https()
        : to.http();
  }

  private ClientConnectionSettings pinned(byte[] judged) {
    return ClientConnectionSettings.create(system.classicSystem())
        .withTransport(
            ClientTransport.withCustomResolver((_, port) ->
                CompletableFuture.completedStage(
                    new InetSocketAddress(exactly(judged), (Integer) port))))
        .withUserAgentHeader(Optional.of(UserAgent.create(WebsiteReader.AGENT + "/1.0")))
        .withConnectingTimeout(settings.connect())
        .withIdleTimeout(settings.wall());
  }

  private static InetAddress exactly(byte[] judged) {
    try {
      return InetAddress.getByAddress(judged);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + judged.length + " bytes", e);
    }
  }

  private CompletionStage<Answer> answer(HttpResponse response) {
    Optional<HttpHeader> location = response.getHeader("Location");
    if (response.status().isRedirection() && location.isPresent()) {
      return dropped(response, new Redirect(location.get().value()));
    }
    if (response.status().intValue() / 100 != 2) {
      return refused(
          response,
          "context.site-answered-error",
          "The site answered with status " + response.status().intValue() + ".");
    }
    String type = response.entity().getContentType().mediaType().toString();
    if (!READABLE.contains(type)) {
      return refused(
          response, "context.page-type", "The address leads to " + type + ", not to a page.");
    }
    return body(response)
        .thenApply(bytes ->
            new Page(
                type,
                response.entity().getContentType().getCharsetOption().map(set -> set.value()),
                bytes));
  }

  private CompletionStage<byte[]> body(HttpResponse response) {
    return Coder.Gzip.decodeMessage(response)
        .entity()
        .withoutSizeLimit()
        .getDataBytes()
        .limitWeighted(settings.bytesMax(), bytes -> (long) bytes.size())
        // Nobody waits for the rest by then, and a site that drips would keep its connection.
        .completionTimeout(settings.wall())
        .runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), system)
        .handle((bytes, failure) ->
            switch (failure) {
              case null -> bytes.toArray();
              case Throwable thrown when limit(thrown) ->
                  throw new WebsiteReader.Unread(
                      "context.page-too-large", "The page is too large to read.");
              case RuntimeException thrown -> throw thrown;
              case Throwable thrown -> throw new IllegalStateException(thrown);
            });
  }

  private static boolean limit(Throwable thrown) {
    return thrown instanceof StreamLimitReachedException
        || thrown.getCause() instanceof StreamLimitReachedException;
  }

  private CompletionStage<Answer> refused(HttpResponse response, String code, String message) {
    hangUp(response);
    return CompletableFuture.failedStage(new WebsiteReader.Unread(code, message));
  }

  private CompletionStage<Answer> dropped(HttpResponse response, Answer answer) {
    hangUp(response);
    return CompletableFuture.completedStage(answer);
  }

  /** Reading on to an end that may never come would cost us the whole of it. */
  private void hangUp(HttpResponse response) {
    response.entity().getDataBytes().runWith(Sink.cancelled(), system);
  }
}

package com.quotahit.actors.practice;

import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.RobotsPolicy;
import com.quotahit.core.shared.NameResolverPort;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WebsiteAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Reads one public web page for a learner. Every hop is looked up once, every address of it is
 * judged, and the connection goes to the very address that was judged; redirects are followed by
 * hand.
 */
public final class WebsiteReader {

  /** How the product introduces itself to sites, and the name that robots.txt may address. */
  static final String AGENT = "QuotaHit";

  private final NameResolverPort names;
  private final ContextSettings.Website settings;
  private final PinnedVisit visit;

  public WebsiteReader(
      ActorSystem<?> system,
      NameResolverPort names,
      ContextSettings.Website settings,
      SSLContext trust) {
    this.names = names;
    this.settings = settings;
    this.visit = new PinnedVisit(system, settings, trust);
  }

  /** What the page says, or why it could not be read; fails only on a defect. */
  public CompletionStage<Extraction> read(WebsiteAddress address) {
    return admitted(address)
        .thenCompose(_ -> hop(address, settings.redirectsMax()))
        .thenApply(page -> PageText.of(address, page))
        .toCompletableFuture()
        .orTimeout(settings.wall().toMillis(), TimeUnit.MILLISECONDS)
        .handle((extraction, failure) -> failure == null ? extraction : unread(address, failure));
  }

  private CompletionStage<PinnedVisit.Page> hop(WebsiteAddress address, int redirectsLeft) {
    return fetch(address)
        .thenCompose(answer ->
            switch (answer) {
              case PinnedVisit.Page page -> CompletableFuture.completedStage(page);
              case PinnedVisit.Redirect(String location) ->
                  redirectsLeft == 0
                      ? no("context.too-many-redirects", "The page redirects too often.")
                      : follow(address, location, redirectsLeft - 1);
            });
  }

  private CompletionStage<PinnedVisit.Page> follow(
      WebsiteAddress from, String location, int redirectsLeft) {
    return switch (from.redirected("url", location, settings.opened())) {
      case Parsed.Valid<WebsiteAddress>(WebsiteAddress next) ->
          (next.host().equals(from.host())
                  ? CompletableFuture.completedStage(true)
                  : admitted(next))
              .thenCompose(_ -> hop(next, redirectsLeft));
      case Parsed.Invalid<WebsiteAddress> _ -> closed();
    };
  }

  /**
   * Asks the site whether robots may read; a site without rules, or without an answer, allows it.
   */
  private CompletionStage<Boolean> admitted(WebsiteAddress address) {
    return fetch(address.robots())
        .handle((answer, failure) ->
            switch (failure) {
              case null -> rules(answer, address);
              case Throwable thrown when cause(thrown) instanceof Closed closed -> throw closed;
              case Throwable _ -> true;
            })
        .thenCompose(admitted ->
            admitted
                ? CompletableFuture.completedStage(true)
                : no("context.robots-forbid", "The site forbids programs to read this page."));
  }

  private static boolean rules(PinnedVisit.Answer answer, WebsiteAddress address) {
    return !(answer instanceof PinnedVisit.Page page)
        || RobotsPolicy.parse(new String(page.body(), StandardCharsets.UTF_8), AGENT)
            .admits(address.target());
  }

  private CompletionStage<PinnedVisit.Answer> fetch(WebsiteAddress address) {
    return names
        .resolve(address.host())
        .thenCompose(
            addresses -> open(addresses) ? visit.pay(address, addresses.getFirst()) : closed());
  }

  /** One closed address among many is enough to refuse: the next look-up may choose that one. */
  private boolean open(List<byte[]> addresses) {
    return !addresses.isEmpty() && addresses.stream().allMatch(settings.guard()::admits);
  }

  private static <T> CompletionStage<T> closed() {
    return CompletableFuture.failedStage(
        new Closed("context.address-not-allowed", "That address is not on the public web."));
  }

  private static <T> CompletionStage<T> no(String code, String message) {
    return CompletableFuture.failedStage(new Unread(code, message));
  }

  private static Extraction unread(WebsiteAddress address, Throwable failure) {
    return switch (cause(failure)) {
      case Unread unread -> new Extraction.Unreadable(address.host(), unread.code, unread.said);
      case java.util.concurrent.TimeoutException _ ->
          new Extraction.Unreadable(
              address.host(), "context.too-slow", "The site took too long to answer.");
      case Throwable _ ->
          new Extraction.Unreadable(
              address.host(),
              "context.site-unreachable",
              "The site could not be reached. Check the address.");
    };
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }

  /** A visit that came to nothing for a reason the person can be told. */
  static sealed class Unread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String said;

    Unread(String code, String said) {
      super(code, null, false, false);
      this.code = code;
      this.said = said;
    }
  }

  /** A visit that must not be made. */
  static final class Closed extends Unread {
    private static final long serialVersionUID = 1L;

    Closed(String code, String said) {
      super(code, said);
    }
  }
}

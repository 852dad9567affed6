package com.quotahit.http.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Input;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.WireJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the payment provider tells what happened. The signature is checked over the bytes as they
 * came; the notice is kept before it is answered, and seen to afterwards. Kept is whom it is about,
 * never what it says: how things stand is asked of the provider.
 */
public final class StripeWebhookEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(StripeWebhookEndpoint.class);
  private static final long BYTES_MAX = 512 * 1024;
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);
  private static final int ID_CHARS_MAX = 255;

  private final BillingParts parts;
  private final ActorSystem<?> system;

  public StripeWebhookEndpoint(BillingParts parts, ActorSystem<?> system) {
    this.parts = parts;
    this.system = system;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/webhooks/stripe", "Where the payment provider tells what happened")
            .open()
            .upload(BYTES_MAX, Input.Media.binary("application/json"))
            .answersNothing(204)
            .by(this::hear));
  }

  private CompletionStage<Answer<Nothing>> hear(Call call, RequestEntity body) {
    if (parts.selling().isEmpty()) {
      body.discardBytes(system);
      return refused(Problem.notFound());
    }
    BillingParts.Selling selling = parts.selling().get();
    return body.toStrict(READ_WITHIN.toMillis(), system)
        .thenCompose(entity -> {
          byte[] bytes = entity.getData().toArray();
          String signature = call.header("Stripe-Signature").orElse("");
          return selling.signature().fits(bytes, signature, call.now())
              ? believed(selling, bytes)
              : refused(
                  Problem.of(
                      400,
                      "billing.signature",
                      "Not signed",
                      "The signature does not fit, or is too old."));
        });
  }

  private CompletionStage<Answer<Nothing>> believed(BillingParts.Selling selling, byte[] bytes) {
    Optional<WebhookInboxPort.Notice> notice = read(bytes);
    if (notice.isEmpty()) {
      return refused(
          Problem.of(400, "billing.no-event", "No event", "The body is no event that we know."));
    }
    if (notice.get().live() != selling.live()) {
      // Said to be heard, so that it is not told for days: it is meant for another installation.
      LOG.atWarn().addKeyValue("live", notice.get().live()).log("a notice of the other mode");
      return CompletableFuture.completedStage(Answer.done());
    }
    return parts
        .blocking()
        .run("database", () -> selling.inbox().keep(notice.get()))
        .thenApply(_ -> Answer.done());
  }

  private static Optional<WebhookInboxPort.Notice> read(byte[] bytes) {
    try {
      JsonNode event = WireJson.parsed(bytes);
      JsonNode about = event.path("data").path("object");
      String id = event.path("id").asText();
      String kind = event.path("type").asText();
      if (!id.startsWith("evt_") || id.length() > ID_CHARS_MAX || kind.length() > ID_CHARS_MAX) {
        return Optional.empty();
      }
      return Optional.of(
          new WebhookInboxPort.Notice(
              id,
              kind,
              customer(about),
              event.path("livemode").asBoolean(),
              Instant.ofEpochSecond(event.path("created").asLong())));
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private static Optional<String> customer(JsonNode about) {
    JsonNode customer =
        about.path("object").asText().equals("customer")
            ? about.path("id")
            : about.path("customer").isObject()
                ? about.path("customer").path("id")
                : about.path("customer");
    return Optional.of(customer.asText())
        .filter(text -> text.startsWith("cus_") && text.length() <= ID_CHARS_MAX);
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

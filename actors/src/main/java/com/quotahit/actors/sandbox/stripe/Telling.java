package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.billing.SandboxShelfPort;
import com.quotahit.core.billing.WebhookSignature;
import com.quotahit.core.shared.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells the product what happened, signed, until it says that it has heard, with growing waits and
 * at most so many times. What one node was about to tell when it was lost, another one tells.
 */
final class Telling {

  private static final int AT_ONCE = 10;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration NEXT_FIRST = Duration.ofSeconds(2);
  private static final Duration NEXT_LONGEST = Duration.ofMinutes(10);

  private record Letter(String event, String body) {}

  private final SandboxShelfPort shelf;
  private final InstantSource clock;
  private final Supplier<URI> target;
  private final WebhookSignature signature;
  private final int most;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  Telling(
      SandboxShelfPort shelf, InstantSource clock, Supplier<URI> target, Secret secret, int most) {
    this.shelf = shelf;
    this.clock = clock;
    this.target = target;
    this.signature = new WebhookSignature(secret, Duration.ofMinutes(5));
    this.most = most;
  }

  /** A note about something that nobody has been told yet. */
  static String first(String event) {
    ObjectNode note = Documents.object();
    note.put("event", event);
    note.put("attempts", 0);
    note.put("next", 0);
    return note.toString();
  }

  /** Tells what is due. Says how much of it was heard. Blocks. */
  int tell() {
    int heard = 0;
    for (Letter letter : due()) {
      if (heard(letter)) {
        heard++;
        shelf.alone(documents -> {
          documents.remove("tell/" + letter.event());
          return true;
        });
      }
    }
    return heard;
  }

  private List<Letter> due() {
    Instant now = clock.instant();
    return shelf.alone(documents -> {
      List<Letter> letters = new ArrayList<>();
      List<String> notes = documents.all("tell");
      for (int i = notes.size() - 1; i >= 0 && letters.size() < AT_ONCE; i--) {
        ObjectNode note = Documents.parse(notes.get(i));
        String event = note.path("event").asText();
        if (note.path("next").asLong() > now.toEpochMilli()) {
          continue;
        }
        int attempts = note.path("attempts").asInt() + 1;
        if (attempts > most) {
          documents.remove("tell/" + event);
          continue;
        }
        note.put("attempts", attempts);
        note.put("next", now.plus(wait(attempts)).toEpochMilli());
        documents.put("tell/" + event, "tell", note.toString());
        documents.get(event).ifPresent(body -> letters.add(new Letter(event, body)));
      }
      return letters;
    });
  }

  private static Duration wait(int attempts) {
    Duration doubled = NEXT_FIRST.multipliedBy(1L << Math.min(attempts - 1, 20));
    return doubled.compareTo(NEXT_LONGEST) < 0 ? doubled : NEXT_LONGEST;
  }

  private boolean heard(Letter letter) {
    byte[] body = letter.body().getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(target.get())
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Stripe-Signature", signature.header(body, clock.instant()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException notReached) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void close() {
    client.close();
  }
}

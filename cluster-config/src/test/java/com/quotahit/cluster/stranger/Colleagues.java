package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.cluster.stranger.ApiClient.Answer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings people into a workspace as they come: invited by a letter, which a platform admin reads in
 * the sandbox's inbox.
 */
final class Colleagues {

  static final String PASSWORD = "correct horse battery staple 7";

  private static final String API = "/api/v1";
  private static final Pattern LINK = Pattern.compile("/invitations/([A-Za-z0-9_-]+)");
  private static final Pattern PROOF = Pattern.compile("/verify-email\\?token=([A-Za-z0-9_-]+)");

  private final String base;
  private final ApiClient root;
  private final ApiClient owner;

  Colleagues(String base, ApiClient root, ApiClient owner) {
    this.base = base;
    this.root = root;
    this.owner = owner;
  }

  /** The secret at the end of the link in the letter. */
  String invited(String email, String role) {
    Answer invited =
        owner.post(
            API + "/workspace/invitations",
            "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
    assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
    return secret(email, LINK);
  }

  /**
   * Opens the link in the letter that proves an address, as whoever invites others must have done.
   */
  Colleagues proven(String email) {
    Answer proven =
        owner.post(API + "/auth/verify-email", "{\"token\":\"" + secret(email, PROOF) + "\"}");
    assertThat(proven.status()).as(proven.toString()).isLessThan(300);
    return this;
  }

  /** Letters come in their own time, and not only the one that is waited for. */
  private String secret(String email, Pattern form) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      for (JsonNode item : root.get(API + "/sandbox/mail?to=" + email).body().path("items")) {
        String id = item.path("id").asText();
        String text = root.get(API + "/sandbox/mail/" + id).body().path("text").asText();
        Matcher link = form.matcher(text);
        if (link.find()) {
          return link.group(1);
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new AssertionError("no letter to " + email + " with such a link");
  }

  Answer accept(ApiClient who, String link) {
    return who.post(
        API + "/invitations/" + link + "/accept",
        "{\"name\":\"Member\",\"password\":\"%s\"}".formatted(PASSWORD));
  }

  ApiClient joins(String email, String role) {
    ApiClient client = new ApiClient(base);
    Answer accepted = accept(client, invited(email, role));
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(201);
    return client;
  }
}

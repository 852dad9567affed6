package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.cluster.stranger.ApiClient.Answer;
import java.time.Duration;
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
    JsonNode mail =
        root.poll(
            API + "/sandbox/mail?to=" + email,
            found -> !found.path("items").isEmpty(),
            Duration.ofSeconds(30));
    String text =
        root.get(API + "/sandbox/mail/" + mail.at("/items/0/id").asText())
            .body()
            .path("text")
            .asText();
    Matcher link = LINK.matcher(text);
    assertThat(link.find()).as(text).isTrue();
    return link.group(1);
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

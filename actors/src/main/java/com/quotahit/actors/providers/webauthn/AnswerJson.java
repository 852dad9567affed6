package com.quotahit.actors.providers.webauthn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Looks into what passes between the library and the browser. */
final class AnswerJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AnswerJson() {}

  /** Which question an answer is about, as the browser signed it. */
  static Optional<byte[]> challenge(String credential) {
    try {
      String client = JSON.readTree(credential).at("/response/clientDataJSON").asText();
      JsonNode data = JSON.readTree(Base64.getUrlDecoder().decode(client));
      byte[] challenge = Base64.getUrlDecoder().decode(data.path("challenge").asText());
      return challenge.length == 0 ? Optional.empty() : Optional.of(challenge);
    } catch (IOException | IllegalArgumentException noAnswer) {
      return Optional.empty();
    }
  }

  static String publicKey(String wrapped) {
    try {
      return JSON.readTree(wrapped).path("publicKey").toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library wrote no JSON", e);
    }
  }
}

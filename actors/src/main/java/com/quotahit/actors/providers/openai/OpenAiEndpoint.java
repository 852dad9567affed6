package com.quotahit.actors.providers.openai;

import com.quotahit.core.shared.Secret;
import java.net.URI;

/**
 * Where a protocol of OpenAI's is spoken and with which key.
 *
 * @param baseUrl ends in {@code /v1}, without a slash behind it
 * @param simulated true when the stand-in answers
 */
public record OpenAiEndpoint(URI baseUrl, Secret key, boolean simulated) {

  public OpenAiEndpoint {
    String scheme = String.valueOf(baseUrl.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https") || baseUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "quotahit.openai.base-url is not an http or https address: " + baseUrl);
    }
    String text = baseUrl.toString();
    if (text.endsWith("/")) {
      baseUrl = URI.create(text.substring(0, text.length() - 1));
    }
  }

  /** Address of the speech-to-speech socket for a model. */
  public URI realtime(String model) {
    String text = baseUrl.toString();
    return URI.create(
        "ws" + text.substring("http".length()) + "/realtime?model=" + Queries.escaped(model));
  }
}

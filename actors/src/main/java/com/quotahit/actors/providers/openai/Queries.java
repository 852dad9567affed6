package com.quotahit.actors.providers.openai;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Values inside addresses. */
final class Queries {

  private Queries() {}

  static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

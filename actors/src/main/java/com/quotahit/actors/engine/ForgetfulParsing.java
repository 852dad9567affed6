package com.quotahit.actors.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * Servers that neither remember nor repeat what they read in headers that carry secrets. The parser
 * keeps header values it has seen, to be quicker when they come again, for as long as it lives; and
 * it writes those that it cannot read into the log, whole.
 */
public final class ForgetfulParsing {

  private static final String[] SECRET = {
    "authorization", "cookie", "x-api-key", "xi-api-key", "x-csrf-token"
  };

  private ForgetfulParsing() {}

  public static ServerSettings of(ServerSettings settings) {
    Map<String, Object> limits =
        new HashMap<>(settings.getParserSettings().getHeaderValueCacheLimits());
    for (String header : SECRET) {
      limits.put(header, 0);
    }
    return settings.withParserSettings(
        settings
            .getParserSettings()
            .withHeaderValueCacheLimits(limits)
            .withIllegalHeaderWarnings(false));
  }
}

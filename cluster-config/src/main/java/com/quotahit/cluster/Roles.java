package com.quotahit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the work a node takes, from {@code QUOTAHIT_ROLES}: a list, which a setting cannot
 * hold.
 */
final class Roles {

  private static final Set<String> KNOWN = Set.of("web", "voice", "engine");

  private Roles() {}

  /**
   * @param wanted names separated by commas; nothing means all
   */
  static Config in(Config config, @Nullable String wanted) {
    if (wanted == null || wanted.isBlank()) {
      return config;
    }
    List<String> roles = Arrays.stream(wanted.split(",")).map(String::strip).toList();
    if (!KNOWN.containsAll(roles)) {
      throw new IllegalArgumentException(
          "QUOTAHIT_ROLES = "
              + wanted
              + ": must be some of web, voice, engine, separated by commas");
    }
    return config.withValue("pekko.cluster.roles", ConfigValueFactory.fromIterable(roles));
  }
}

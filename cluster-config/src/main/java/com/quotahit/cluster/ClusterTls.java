package com.quotahit.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that speak to each other under TLS, each showing a certificate: only what the common
 * authority has signed for the same subject may join. The files are read again every five minutes,
 * so certificates are renewed without a restart.
 */
final class ClusterTls {

  private static final String SETTING = "QUOTAHIT_CLUSTER_TLS_DIR";

  private ClusterTls() {}

  /**
   * @param directory with {@code tls.key} (RSA, PEM), {@code tls.crt} and {@code ca.crt}; none for
   *     nodes on a network of their own
   */
  static Config in(Config config, @Nullable String directory) {
    if (directory == null || directory.isBlank()) {
      return config;
    }
    Path here = Path.of(directory).toAbsolutePath();
    return ConfigFactory.parseString(
            """
            pekko.remote.artery {
              transport = tls-tcp
              ssl {
                ssl-engine-provider =
                  "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider"
                rotating-keys-engine {
                  key-file = %s
                  cert-file = %s
                  ca-cert-file = %s
                  protocol = "TLSv1.3"
                  enabled-algorithms = ["TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"]
                }
              }
            }
            """
                .formatted(
                    readable(here, "tls.key"), readable(here, "tls.crt"), readable(here, "ca.crt")))
        .withFallback(config);
  }

  private static String readable(Path directory, String name) {
    Path file = directory.resolve(name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          SETTING + " needs a readable " + file + " (tls.key, tls.crt and ca.crt, in PEM)");
    }
    return ConfigUtil.quoteString(file.toString());
  }
}

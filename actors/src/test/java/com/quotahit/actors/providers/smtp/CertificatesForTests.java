package com.quotahit.actors.providers.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of the test's own: one side shows it, the other may trust it. */
final class CertificatesForTests {

  private static final char[] PASSWORD = "for-tests".toCharArray();

  private final SSLContext showing;
  private final SSLContext trusting;

  private CertificatesForTests(SSLContext showing, SSLContext trusting) {
    this.showing = showing;
    this.trusting = trusting;
  }

  SSLContext showing() {
    return showing;
  }

  SSLContext trusting() {
    return trusting;
  }

  /**
   * @param name such as {@code dns:localhost}
   */
  static CertificatesForTests of(Path folder, String name) {
    try {
      Path file = Files.createTempFile(folder, "pair", ".p12");
      Files.delete(file);
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "mail",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=mail",
                  "-ext",
                  "san=" + name,
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException("keytool made no certificate");
      }
      KeyStore pair = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        pair.load(in, PASSWORD);
      }
      return new CertificatesForTests(shown(pair), trusted(pair));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext shown(KeyStore pair) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(pair, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusted(KeyStore pair) throws GeneralSecurityException, IOException {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("mail", pair.getCertificate("mail"));
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusts.getTrustManagers(), null);
    return context;
  }
}

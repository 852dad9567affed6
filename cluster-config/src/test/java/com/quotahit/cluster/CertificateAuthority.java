package com.quotahit.cluster;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signs certificates for the nodes of one cluster, with the tool that comes with the JDK. */
final class CertificateAuthority {

  static final String PASSWORD = "changeit";
  private final Path directory;

  CertificateAuthority(Path directory) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    keytool(
        "-genkeypair",
        "-alias",
        "ca",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=ca",
        "-ext",
        "bc:c",
        "-keystore",
        "ca.p12",
        "-validity",
        "2");
    keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", "ca.p12", "-file", "ca.crt");
  }

  /** A directory with what one node needs, and its keys as {@code node.p12} besides. */
  Path node(String name) throws IOException, InterruptedException, GeneralSecurityException {
    keytool(
        "-genkeypair",
        "-alias",
        "node",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=quotahit",
        "-keystore",
        name + ".p12",
        "-validity",
        "2");
    keytool("-certreq", "-alias", "node", "-keystore", name + ".p12", "-file", name + ".csr");
    keytool(
        "-gencert",
        "-rfc",
        "-alias",
        "ca",
        "-keystore",
        "ca.p12",
        "-infile",
        name + ".csr",
        "-outfile",
        name + ".crt",
        "-ext",
        "SAN=dns:quotahit",
        "-validity",
        "2");
    keytool(
        "-importcert", "-noprompt", "-alias", "ca", "-file", "ca.crt", "-keystore", name + ".p12");
    keytool("-importcert", "-alias", "node", "-file", name + ".crt", "-keystore", name + ".p12");
    Path own = Files.createDirectories(directory.resolve(name));
    Files.copy(directory.resolve("ca.crt"), own.resolve("ca.crt"));
    Files.copy(directory.resolve(name + ".crt"), own.resolve("tls.crt"));
    Files.copy(directory.resolve(name + ".p12"), own.resolve("node.p12"));
    KeyStore keys = keys(own);
    Files.writeString(
        own.resolve("tls.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keys.getKey("node", PASSWORD.toCharArray()).getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    return own;
  }

  static KeyStore keys(Path node) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = new FileInputStream(node.resolve("node.p12").toFile())) {
      keys.load(file, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(Files.readString(directory.resolve("keytool.log")));
    }
  }
}

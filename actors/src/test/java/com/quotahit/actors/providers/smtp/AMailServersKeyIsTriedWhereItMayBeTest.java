package com.quotahit.actors.providers.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("actor")
class AMailServersKeyIsTriedWhereItMayBeTest {

  private static final String HOST = "mail.example.com";
  private static final byte[] PUBLIC = {93, (byte) 184, (byte) 216, 34};
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  @TempDir static Path folder;
  private static CertificatesForTests ours;

  private final AtomicInteger asked = new AtomicInteger();

  @BeforeAll
  static void make_a_certificate() {
    ours = CertificatesForTests.of(folder, "dns:" + HOST);
  }

  private KeyVerdict check(ScriptedServer server, Set<String> opened, byte[]... answers) {
    SmtpKeys keys =
        new SmtpKeys(
            new AddressGuard(List.of(), List.of()),
            opened,
            Duration.ofMillis(800),
            host -> {
              byte[] answer = answers[Math.min(asked.getAndIncrement(), answers.length - 1)];
              return new InetAddress[] {InetAddress.getByAddress(host, answer)};
            },
            ours.trusting().getSocketFactory());
    return keys.check(
        new ProviderAccess(
            Provider.SMTP,
            URI.create("smtp://" + HOST + ":" + server.port()),
            new Secret("ann:pass:word"),
            ProviderAccess.Trust.TYPED));
  }

  @Test
  void a_good_key_is_told_from_a_bad_one() throws IOException {
    try (ScriptedServer server = new ScriptedServer().secured(ours.showing())) {
      assertThat(check(server, Set.of(HOST), LOOPBACK)).isEqualTo(new KeyVerdict.Accepted());
      assertThat(server.heard()).contains("(secured)").anyMatch(line -> line.startsWith("AUTH"));
      server.answering("AUTH", "535 5.7.8 no");
      assertThat(check(server, Set.of(HOST), LOOPBACK))
          .isEqualTo(new KeyVerdict.Refused(KeyFault.UNAUTHORIZED));
    }
  }

  @Test
  void a_server_that_drips_does_not_hold_us_for_ever() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer().secured(ours.showing()).answering("EHLO", "drip")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThat(check(server, Set.of(HOST), LOOPBACK))
                  .isEqualTo(new KeyVerdict.Refused(KeyFault.NETWORK)));
    }
  }

  @Test
  void a_name_of_this_house_is_not_connected_to() throws IOException {
    try (ScriptedServer server = new ScriptedServer().secured(ours.showing())) {
      assertThat(check(server, Set.of(), LOOPBACK))
          .isEqualTo(new KeyVerdict.Refused(KeyFault.NETWORK));
      assertThat(server.heard()).isEmpty();
    }
  }

  @Test
  void a_name_that_means_another_machine_a_moment_later_is_asked_once() throws IOException {
    try (ScriptedServer server = new ScriptedServer().secured(ours.showing())) {
      assertThat(check(server, Set.of(), PUBLIC, LOOPBACK))
          .isEqualTo(new KeyVerdict.Refused(KeyFault.NETWORK));
      assertThat(asked).hasValue(1);
      assertThat(server.heard()).isEmpty();
    }
  }
}

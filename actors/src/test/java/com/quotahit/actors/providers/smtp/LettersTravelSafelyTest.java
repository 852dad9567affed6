package com.quotahit.actors.providers.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.Template;
import com.typesafe.config.ConfigFactory;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("actor")
class LettersTravelSafelyTest {

  private static final String TO = "ann@example.com";
  private static final String PASSWORD = "canary-password-1f2e";

  @TempDir static Path folder;
  private static CertificatesForTests ours;
  private static CertificatesForTests othersName;

  private final MailStateInMemory state = new MailStateInMemory();
  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void make_certificates() {
    ours = CertificatesForTests.of(folder, "ip:127.0.0.1,dns:localhost");
    othersName = CertificatesForTests.of(folder, "dns:mail.elsewhere.example");
  }

  private static MailAccount account(int port, MailAccount.Safety safety) {
    return new MailAccount(
        "127.0.0.1",
        port,
        safety,
        Optional.of(new MailAccount.Login("quotahit", new Secret(PASSWORD))),
        "quotahit@quota.example");
  }

  private SendOutcome send(MailAccount account, SSLContext trust) {
    return SmtpSettingsForTests.sender(
            account, MailRoute.Origin.ENVIRONMENT, state, told::add, trust)
        .send(SmtpSettingsForTests.item("k", TO, 1));
  }

  @Test
  void over_starttls_with_the_password_only_after_it() throws IOException {
    try (ScriptedServer server = new ScriptedServer().secured(ours.showing())) {
      assertThat(send(account(server.port(), MailAccount.Safety.STARTTLS), ours.trusting()))
          .isInstanceOf(SendOutcome.Sent.class);
      int secured = server.heard().indexOf("(secured)");
      assertThat(server.heard().subList(0, secured)).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(server.heard().subList(secured, server.heard().size()))
          .anyMatch(line -> line.startsWith("AUTH"));
      assertThat(server.letters()).hasSize(1);
    }
  }

  @Test
  void a_link_that_lets_somebody_in_waits_sealed_and_opens_in_its_own_place_alone()
      throws IOException {
    String token = "letmein-".repeat(5);
    Letter letter =
        new Letter(
            TO,
            new Template.ResetPassword("Ann", new LinkToken(token), Duration.ofMinutes(30)),
            "reset/1");
    OutboxItem item = SmtpSettingsForTests.item("reset/1", letter, 1);
    assertThat(item.payload()).doesNotContain(token, TO, "Ann");
    try (ScriptedServer server = new ScriptedServer()) {
      MailAccount account = SmtpSettingsForTests.plain(server.port());
      OutboxItem moved =
          new OutboxItem(
              2, item.workspace(), item.kind(), "reset/of-somebody-else", item.payload(), 1, 0);
      assertThat(SmtpSettingsForTests.sender(account, state, told::add).send(moved))
          .isInstanceOf(SendOutcome.NotSent.class);
      assertThat(server.letters()).isEmpty();
      assertThat(SmtpSettingsForTests.sender(account, state, told::add).send(item))
          .isInstanceOf(SendOutcome.Sent.class);
      assertThat(server.letters().toString().replaceAll("=\\R", "")).contains(token);
    }
  }

  @Test
  void never_without_tls_to_another_machine() throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      assertThat(send(account(server.port(), MailAccount.Safety.STARTTLS), ours.trusting()))
          .isInstanceOf(SendOutcome.NotSent.class);
      assertThat(server.heard())
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }
    assertThatThrownBy(() ->
            new MailAccount(
                "mail.example.com",
                25,
                MailAccount.Safety.LOOPBACK,
                Optional.empty(),
                "quotahit@quota.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void never_to_a_server_that_cannot_prove_its_name() throws IOException {
    for (CertificatesForTests shown : List.of(othersName, ours)) {
      SSLContext trust =
          shown == ours ? SmtpSettingsForTests.defaultTrust() : othersName.trusting();
      try (ScriptedServer server = new ScriptedServer().secured(shown.showing())) {
        assertThat(send(account(server.port(), MailAccount.Safety.STARTTLS), trust))
            .isInstanceOf(SendOutcome.NotSent.class);
        assertThat(server.heard())
            .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
      }
    }
  }

  @Test
  void a_wrong_password_stops_the_account() {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      mail.setUser(TO, "quotahit", "another password");
      int port = mail.getSmtp().getPort();
      assertThat(send(account(port, MailAccount.Safety.LOOPBACK), ours.trusting()))
          .isInstanceOf(SendOutcome.NotSent.class);
      assertThat(state.stopped()).isPresent();
      assertThat(told).hasSize(1);
      state.resume();
      mail.setUser(TO, "quotahit", PASSWORD);
      assertThat(send(account(port, MailAccount.Safety.LOOPBACK), ours.trusting()))
          .isInstanceOf(SendOutcome.Sent.class);
    } finally {
      mail.stop();
    }
  }

  @Test
  void nothing_that_somebody_typed_changes_the_head_of_a_letter() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("LettersTravelSafelyTest seed " + seed);
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "\r\n",
            "\n",
            "\r",
            "Bcc: eve@example.com",
            "\r\n.\r\n",
            "MAIL FROM:<e@e.e>",
            "=?UTF-8?Q?=0D=0ABcc:_eve@example.com?=",
            "\u0000",
            "ä",
            "日本",
            "Ann",
            " ",
            "\u2028",
            "<b>");
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      SmtpSender sender =
          SmtpSettingsForTests.sender(
              SmtpSettingsForTests.plain(mail.getSmtp().getPort()), state, told::add);
      int letters = 60;
      for (int i = 0; i < letters; i++) {
        StringBuilder name = new StringBuilder();
        for (int piece = 0; piece < 1 + random.nextInt(6); piece++) {
          name.append(pieces.get(random.nextInt(pieces.size())));
        }
        Letter letter =
            new Letter(TO, new Template.Notice(name.toString(), name.toString(), "/home"), "k" + i);
        assertThat(sender.send(SmtpSettingsForTests.item("k" + i, letter, 1)))
            .isInstanceOf(SendOutcome.Sent.class);
      }
      MimeMessage[] arrived = mail.getReceivedMessages();
      assertThat(arrived).hasSize(letters);
      for (MimeMessage one : arrived) {
        assertThat(one.getAllRecipients()).hasSize(1);
        Set<String> heads = new TreeSet<>();
        for (Header header : Collections.list(one.getAllHeaders())) {
          heads.add(header.getName());
        }
        assertThat(heads)
            .isSubsetOf(
                "Return-Path",
                "Received",
                "Date",
                "From",
                "To",
                "Message-ID",
                "Subject",
                "MIME-Version",
                "Content-Type",
                "Auto-Submitted",
                "X-Auto-Response-Suppress");
      }
    } finally {
      mail.stop();
    }
  }

  @Test
  void the_password_is_in_no_text_that_a_setting_gives() {
    SmtpSettings settings = settings("smtp://quota%40hit:" + PASSWORD + "%2F@mail.example.com");
    MailAccount account = settings.account().orElseThrow();
    assertThat(account.port()).isEqualTo(587);
    assertThat(account.safety()).isEqualTo(MailAccount.Safety.STARTTLS);
    assertThat(account.login().orElseThrow().user()).isEqualTo("quota@hit");
    assertThat(account.login().orElseThrow().password().reveal()).isEqualTo(PASSWORD + "/");
    assertThat(settings.toString()).doesNotContain(PASSWORD);
    for (String wrong :
        List.of(
            "http://a:" + PASSWORD + "@b",
            PASSWORD,
            "smtp://:" + PASSWORD + "@h",
            "smtp://u:" + PASSWORD + "%zz@h",
            "smtp://u@" + PASSWORD + "/")) {
      assertThatThrownBy(() -> settings(wrong).account().orElseThrow().login().orElseThrow())
          .as(wrong)
          .satisfies(thrown -> {
            for (Throwable t = thrown; t != null; t = t.getCause()) {
              assertThat(String.valueOf(t.getMessage())).doesNotContain(PASSWORD);
            }
          });
    }
    assertThat(settings("smtps://u:p@mail.example.com").account().orElseThrow().port())
        .isEqualTo(465);
    assertThat(settings("").account()).isEmpty();
  }

  private static SmtpSettings settings(String url) {
    return SmtpSettings.from(
        ConfigFactory.parseMap(java.util.Map.of("quotahit.mail.url", url))
            .withFallback(ConfigFactory.load()),
        "quota.example");
  }
}

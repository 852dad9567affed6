package com.quotahit.actors.providers.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.shared.mail.MailRoute;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class AServersAnswerDecidesWhatBecomesOfALetterTest {

  private static final String TO = "ann@example.com";

  private final MailStateInMemory state = new MailStateInMemory();
  private final List<String> told = new ArrayList<>();
  private ScriptedServer server;
  private SmtpSender sender;

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedServer();
    sender =
        SmtpSettingsForTests.sender(SmtpSettingsForTests.plain(server.port()), state, told::add);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private SendOutcome send(long fence) {
    return sender.send(SmtpSettingsForTests.item("k", TO, fence));
  }

  @Test
  void an_accepted_letter_is_sent_under_the_servers_name_for_it() {
    assertThat(send(1)).isEqualTo(new SendOutcome.Sent("250 2.0.0 OK queued as ABC123"));
    assertThat(server.letters()).hasSize(1);
    assertThat(server.letters().getFirst())
        .contains("From: QuotaHit <quotahit@quota.example>")
        .contains("To: " + TO)
        .contains("Subject: Hello")
        .contains("Auto-Submitted: auto-generated")
        .contains("MIME-Version: 1.0")
        .contains("multipart/alternative")
        .contains("Date: ");
    assertThat(server.heard())
        .contains("MAIL FROM:<quotahit@quota.example>", "RCPT TO:<" + TO + ">");
  }

  @Test
  void its_message_id_is_the_same_at_every_try() {
    server.answering(".", "451 4.7.1 greylisted");
    send(1);
    server.answering(".", "250 ok");
    send(2);
    List<String> ids =
        server.letters().stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("Message-ID:"))
            .toList();
    assertThat(ids).hasSize(2);
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).endsWith("@quota.example>");
  }

  @Test
  void what_is_put_off_is_tried_later_and_later() {
    for (String verb : List.of("greeting", "MAIL", "RCPT", "DATA", ".")) {
      for (String answer :
          List.of("421 4.3.2 busy", "450 4.7.1 greylisted", "451 4.3.0 x", "452 4.3.1 y")) {
        server.answering(verb, answer);
        assertThat(send(1))
            .as(verb + answer)
            .isInstanceOfSatisfying(
                SendOutcome.NotSent.class,
                put -> assertThat(put.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
      }
      server.answering(
          verb, verb.equals("DATA") ? "354 go" : verb.equals("greeting") ? "220 x" : "250 ok");
    }
    server.answering("RCPT", "450 4.7.1 greylisted");
    assertThat(
            List.of(send(1), send(2), send(3), send(9)).stream()
                .map(outcome -> ((SendOutcome.NotSent) outcome).retryAfter().toMinutes()))
        .containsExactly(5L, 15L, 60L, 240L);
    server.answering("RCPT", "250 ok");
    assertThat(send(4)).isInstanceOf(SendOutcome.Sent.class);
  }

  @Test
  void an_address_that_does_not_exist_is_left_alone() {
    server.answering("RCPT", "550 5.1.1 no such user");
    assertThat(send(1)).isEqualTo(new SendOutcome.Rejected("550 5.1.1"));
    server.answering("RCPT", "250 ok");
    long greeted = greetings();
    assertThat(send(1)).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(greetings()).as("the server is not even asked").isEqualTo(greeted);
  }

  /** The farewell may come after the outcome is known. */
  private long greetings() {
    return server.heard().stream().filter(line -> line.startsWith("EHLO")).count();
  }

  @Test
  void a_letter_that_is_not_taken_says_nothing_about_the_person() {
    for (String answer :
        List.of("550 5.7.1 policy", "554 5.7.1 spam", "550 rejected", "552 5.3.4 too big")) {
      server.answering(".", answer);
      assertThat(send(1)).as(answer).isInstanceOf(SendOutcome.Rejected.class);
      assertThat(state.suppressed(TO)).isFalse();
    }
  }

  @Test
  void a_full_mailbox_is_tried_three_times() {
    server.answering("RCPT", "552 5.2.2 mailbox full");
    assertThat(send(1)).isInstanceOf(SendOutcome.NotSent.class);
    assertThat(send(2)).isInstanceOf(SendOutcome.NotSent.class);
    assertThat(state.suppressed(TO)).isFalse();
    assertThat(send(3)).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(state.suppressed(TO)).isTrue();
  }

  @Test
  void a_server_that_does_not_let_us_in_stops_everything_and_is_told_once() {
    server.answering("MAIL", "530 5.7.0 sign in first");
    assertThat(send(1)).isInstanceOf(SendOutcome.NotSent.class);
    server.answering("MAIL", "250 ok");
    int heard = server.heard().size();
    assertThat(send(2)).isInstanceOf(SendOutcome.NotSent.class);
    assertThat(server.heard()).hasSize(heard);
    assertThat(told).containsExactly("530 5.7.0");
    state.resume();
    assertThat(send(3)).isInstanceOf(SendOutcome.Sent.class);
  }

  @Test
  void a_line_that_breaks_before_the_final_dot_has_sent_nothing() {
    for (String verb : List.of("greeting", "EHLO", "MAIL", "RCPT", "DATA")) {
      String usual = verb.equals("DATA") ? "354 go" : verb.equals("greeting") ? "220 x" : "250 ok";
      for (String how : List.of("drop", "silence")) {
        server.answering(verb, how);
        assertThat(send(1)).as(verb + " " + how).isInstanceOf(SendOutcome.NotSent.class);
      }
      server.answering(verb, usual);
    }
    assertThat(server.letters()).isEmpty();
  }

  @Test
  void a_line_that_breaks_after_the_final_dot_leaves_a_letter_that_nobody_sends_again() {
    for (String how : List.of("drop", "silence", "drip")) {
      server.answering(".", how);
      assertThat(send(1)).as(how).isInstanceOf(SendOutcome.Unknown.class);
    }
    assertThat(server.letters()).hasSize(3);
    assertThat(sender.lookUp(SmtpSettingsForTests.item("k", TO, 1)))
        .isInstanceOf(LookupOutcome.NobodyKnows.class);
  }

  @Test
  void a_server_that_drips_holds_nobody_for_long() {
    server.answering("EHLO", "drip");
    long from = System.nanoTime();
    assertThat(send(1)).isInstanceOf(SendOutcome.NotSent.class);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void a_server_that_is_not_there_is_tried_later() throws IOException {
    int free;
    try (ServerSocket taken = new ServerSocket(0)) {
      free = taken.getLocalPort();
    }
    SmtpSender nowhere =
        SmtpSettingsForTests.sender(SmtpSettingsForTests.plain(free), state, told::add);
    assertThat(nowhere.send(SmtpSettingsForTests.item("k", TO, 1)))
        .isInstanceOf(SendOutcome.NotSent.class);
  }

  @Test
  void only_the_sandbox_can_say_whether_a_letter_arrived() {
    SmtpSender sandboxed =
        SmtpSettingsForTests.sender(
            SmtpSettingsForTests.plain(server.port()),
            MailRoute.Origin.SANDBOX,
            state,
            told::add,
            SmtpSettingsForTests.defaultTrust());
    assertThat(sandboxed.lookUp(SmtpSettingsForTests.item("k", TO, 1)))
        .isInstanceOf(LookupOutcome.NotThere.class);
  }
}

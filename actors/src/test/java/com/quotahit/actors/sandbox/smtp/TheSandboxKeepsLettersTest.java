package com.quotahit.actors.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.providers.smtp.MailStateInMemory;
import com.quotahit.core.shared.mail.SandboxMailPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class TheSandboxKeepsLettersTest {

  private static final SmtpSandboxSettings SETTINGS =
      new SmtpSandboxSettings(2, 20_000, Duration.ofSeconds(5), 10, Duration.ofDays(1));

  private final MailStateInMemory.InboxInMemory inbox = new MailStateInMemory().inbox();
  private SmtpSandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    sandbox = SmtpSandbox.open(inbox, SETTINGS);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  /** Says lines by hand and gives the answers' codes. */
  private final class Client implements AutoCloseable {
    private final Socket line;
    private final BufferedReader in;

    Client() throws IOException {
      line = new Socket("127.0.0.1", sandbox.account("a@b.example").port());
      line.setSoTimeout(5_000);
      in =
          new BufferedReader(
              new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
    }

    String answer() throws IOException {
      String read = in.readLine();
      while (read != null && read.length() > 3 && read.charAt(3) == '-') {
        read = in.readLine();
      }
      return read == null ? "end" : read.substring(0, 3);
    }

    String say(String words) throws IOException {
      raw(words + "\r\n");
      return answer();
    }

    void raw(String bytes) throws IOException {
      line.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      line.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      line.close();
    }
  }

  private Client greeted() throws IOException {
    Client client = new Client();
    assertThat(client.answer()).isEqualTo("220");
    assertThat(client.say("EHLO me")).isEqualTo("250");
    return client;
  }

  @Test
  void a_letter_is_there_when_it_was_acknowledged() throws IOException {
    try (Client client = greeted()) {
      assertThat(client.say("MAIL FROM:<a@b.example> SIZE=100")).isEqualTo("250");
      assertThat(client.say("RCPT TO:<ann@example.com>")).isEqualTo("250");
      assertThat(client.say("DATA")).isEqualTo("354");
      assertThat(
              client.say(
                  "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <x@y>\r\n\r\n..dots\r\nend\r\n."))
          .isEqualTo("250");
      SandboxMailPort.Arrived letter = inbox.letters().getFirst();
      assertThat(letter.subject()).isEqualTo("Grüße");
      assertThat(letter.to()).isEqualTo("ann@example.com");
      assertThat(letter.messageId()).isEqualTo("x@y");
      assertThat(letter.text()).isEqualTo(".dots\r\nend\r\n");
      assertThat(client.say("QUIT")).isEqualTo("221");
    }
  }

  @Test
  void words_out_of_order_are_refused() throws IOException {
    try (Client client = new Client()) {
      assertThat(client.answer()).isEqualTo("220");
      assertThat(client.say("MAIL FROM:<a@b.example>")).isEqualTo("503");
      assertThat(client.say("HELO me")).isEqualTo("250");
      assertThat(client.say("DATA")).isEqualTo("503");
      assertThat(client.say("RCPT TO:<ann@example.com>")).isEqualTo("503");
      assertThat(client.say("MAIL FROM a@b")).isEqualTo("501");
      assertThat(client.say("NONSENSE")).isEqualTo("502");
      assertThat(client.say("")).isEqualTo("502");
      assertThat(client.say("RSET")).isEqualTo("250");
      assertThat(client.say("NOOP")).isEqualTo("250");
    }
  }

  @Test
  void a_letter_that_is_too_large_is_refused_and_the_next_one_is_not() throws IOException {
    try (Client client = greeted()) {
      client.say("MAIL FROM:<a@b.example>");
      client.say("RCPT TO:<ann@example.com>");
      client.say("DATA");
      assertThat(client.say(("x".repeat(900) + "\r\n").repeat(40) + ".")).isEqualTo("552");
      client.say("MAIL FROM:<a@b.example>");
      client.say("RCPT TO:<ann@example.com>");
      client.say("DATA");
      assertThat(client.say("Subject: small\r\n\r\nx\r\n.")).isEqualTo("250");
      assertThat(inbox.letters()).hasSize(1);
    }
  }

  @Test
  void endless_lines_and_letters_are_cut_off() throws IOException {
    try (Client client = greeted()) {
      client.raw("x".repeat(5_000));
      assertThat(client.answer()).isEqualTo("500");
    }
    try (Client client = greeted()) {
      client.say("MAIL FROM:<a@b.example>");
      client.say("RCPT TO:<ann@example.com>");
      client.say("DATA");
      client.raw("x".repeat(25_000));
      assertThat(ended(client)).isTrue();
    }
    assertThat(inbox.letters()).isEmpty();
  }

  private static boolean ended(Client client) {
    try {
      return client.answer().equals("end");
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void nothing_inside_a_letter_ends_it_but_a_dot_on_a_line_of_its_own() throws IOException {
    try (Client client = greeted()) {
      client.say("MAIL FROM:<a@b.example>");
      client.say("RCPT TO:<ann@example.com>");
      client.say("DATA");
      client.raw("Subject: s\r\n\r\na\n.\nMAIL FROM:<eve@e.example>\n\r.\rb\r\n");
      assertThat(client.say(".")).isEqualTo("250");
      assertThat(inbox.letters()).hasSize(1);
      assertThat(inbox.letters().getFirst().text()).contains("MAIL FROM:<eve@e.example>");
    }
  }

  @Test
  void only_so_many_are_served_at_once() throws IOException {
    List<Client> clients = new ArrayList<>();
    try {
      clients.add(greeted());
      clients.add(greeted());
      Client third = new Client();
      clients.add(third);
      assertThat(third.answer()).isEqualTo("421");
    } finally {
      for (Client client : clients) {
        client.close();
      }
    }
  }
}

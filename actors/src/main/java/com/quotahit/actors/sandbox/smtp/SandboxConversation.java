package com.quotahit.actors.sandbox.smtp;

import com.quotahit.core.shared.mail.SandboxMailPort;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One client's conversation in the words of RFC 5321, in order and within bounds: a line that is
 * too long ends it, a letter that is too large is read to its end and refused.
 */
final class SandboxConversation {

  private static final int LINE_MAX = 2_048;
  private static final int COMMANDS_MAX = 200;

  /** A letter so many times too large is not even read to its end. */
  private static final int ENDLESS = 8;

  private static final byte[] CRLF = {'\r', '\n'};

  private final InputStream in;
  private final OutputStream out;
  private final SandboxMailPort inbox;
  private final long bytesMax;
  private boolean greeted;
  private boolean sender;
  private Optional<String> recipient = Optional.empty();

  SandboxConversation(Socket line, SandboxMailPort inbox, long bytesMax) throws IOException {
    this.in = new BufferedInputStream(line.getInputStream());
    this.out = line.getOutputStream();
    this.inbox = inbox;
    this.bytesMax = bytesMax;
  }

  void hold() throws IOException {
    say("220 sandbox ESMTP");
    for (int i = 0; i < COMMANDS_MAX; i++) {
      String line = line();
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> hello("250-sandbox\r\n250-8BITMIME\r\n250 SIZE " + bytesMax);
        case "HELO" -> hello("250 sandbox");
        case "MAIL" -> from(line);
        case "RCPT" -> to(line);
        case "DATA" -> data();
        case "RSET" -> {
          forget();
          say("250 2.0.0 forgotten");
        }
        case "NOOP" -> say("250 2.0.0 still here");
        case "QUIT" -> {
          say("221 2.0.0 goodbye");
          return;
        }
        default -> say("502 5.5.1 not understood");
      }
    }
    say("421 4.7.0 too many commands");
  }

  private void hello(String answer) throws IOException {
    greeted = true;
    forget();
    say(answer);
  }

  private void from(String line) throws IOException {
    if (!greeted || sender) {
      say("503 5.5.1 not now");
    } else if (line.toUpperCase(Locale.ROOT).startsWith("MAIL FROM:<") && line.contains(">")) {
      sender = true;
      say("250 2.1.0 fine");
    } else {
      say("501 5.5.4 MAIL FROM:<address>");
    }
  }

  private void to(String line) throws IOException {
    int from = line.indexOf('<');
    int end = line.indexOf('>');
    if (!sender) {
      say("503 5.5.1 MAIL first");
    } else if (recipient.isPresent()) {
      say("452 4.5.3 one recipient a letter");
    } else if (!line.toUpperCase(Locale.ROOT).startsWith("RCPT TO:<") || end <= from + 1) {
      say("501 5.5.4 RCPT TO:<address>");
    } else {
      recipient = Optional.of(line.substring(from + 1, end));
      say("250 2.1.5 fine");
    }
  }

  private void data() throws IOException {
    if (recipient.isEmpty()) {
      say("503 5.5.1 RCPT first");
      return;
    }
    say("354 end with a dot");
    ByteArrayOutputStream letter = new ByteArrayOutputStream();
    boolean tooLarge = readLetter(letter);
    String to = recipient.get();
    forget();
    if (tooLarge) {
      say("552 5.3.4 too large");
      return;
    }
    try {
      inbox.keep(ArrivedMail.read(to, letter.toByteArray()));
    } catch (ArrivedMail.Unreadable e) {
      say("554 5.6.0 not a letter");
      return;
    } catch (RuntimeException e) {
      say("451 4.3.0 cannot keep it now");
      return;
    }
    say("250 2.0.0 kept");
  }

  /**
   * Up to the line that is one dot; only CR LF ends a line, so that nothing inside a letter can end
   * it. Says whether it was too large.
   */
  private boolean readLetter(ByteArrayOutputStream letter) throws IOException {
    long seen = 0;
    while (true) {
      byte[] line = letterLine();
      if (line.length == 1 && line[0] == '.') {
        return seen > bytesMax;
      }
      seen += line.length + 2L;
      if (seen > bytesMax * ENDLESS) {
        throw new IOException("endless");
      }
      if (seen <= bytesMax) {
        int from = line.length > 0 && line[0] == '.' ? 1 : 0;
        letter.write(line, from, line.length - from);
        letter.writeBytes(CRLF);
      }
    }
  }

  private byte[] letterLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int before = 0;
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      if (b == '\n' && before == '\r') {
        byte[] whole = line.toByteArray();
        return java.util.Arrays.copyOf(whole, whole.length - 1);
      }
      if (line.size() > bytesMax) {
        throw new IOException("line too long");
      }
      line.write(b);
      before = b;
    }
  }

  private void forget() {
    sender = false;
    recipient = Optional.empty();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      if (b == '\n') {
        return line.toString().strip();
      }
      if (line.length() >= LINE_MAX) {
        say("500 5.5.6 line too long");
        throw new IOException("line too long");
      }
      line.append((char) b);
    }
  }

  private void say(String answer) throws IOException {
    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}

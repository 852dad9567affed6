package com.quotahit.actors.providers.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that misbehaves as told: an answer for each verb, or one of the words {@code drop}
 * (hangs up) and {@code drip} (one byte now and then, for ever).
 */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket door;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> letters = new CopyOnWriteArrayList<>();
  private final List<Socket> lines = new CopyOnWriteArrayList<>();
  private volatile Optional<SSLContext> certificate = Optional.empty();

  ScriptedServer() throws IOException {
    door = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    answers.putAll(
        Map.of(
            "greeting", "220 scripted ESMTP",
            "EHLO", "250 scripted",
            "MAIL", "250 2.1.0 ok",
            "RCPT", "250 2.1.5 ok",
            "DATA", "354 go on",
            ".", "250 2.0.0 OK queued as ABC123",
            "RSET", "250 ok",
            "QUIT", "221 bye"));
    Thread.ofVirtual().start(this::accept);
  }

  ScriptedServer answering(String verb, String answer) {
    answers.put(verb, answer);
    return this;
  }

  /** Offers STARTTLS with this certificate. */
  ScriptedServer secured(SSLContext shown) {
    certificate = Optional.of(shown);
    return answering("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN")
        .answering("STARTTLS", "220 go ahead")
        .answering("AUTH", "235 2.7.0 welcome");
  }

  int port() {
    return door.getLocalPort();
  }

  List<String> heard() {
    return heard;
  }

  List<String> letters() {
    return letters;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket line = door.accept();
        lines.add(line);
        Thread.ofVirtual().start(() -> serve(line));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket line) {
    try (line) {
      if (!say(line.getOutputStream(), answers.get("greeting"))) {
        return;
      }
      converse(line);
    } catch (IOException over) {
      heard.add("(broken)");
    }
  }

  private void converse(Socket line) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = line.getOutputStream();
    String read;
    while ((read = in.readLine()) != null) {
      heard.add(read);
      String verb = read.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      if (!say(out, answers.getOrDefault(verb, "502 5.5.1 what?"))) {
        return;
      }
      if (verb.equals("STARTTLS") && certificate.isPresent()) {
        SSLSocket tls =
            (SSLSocket) certificate.get().getSocketFactory().createSocket(line, null, true);
        tls.startHandshake();
        heard.add("(secured)");
        converse(tls);
        return;
      }
      if (verb.equals("DATA") && answers.get("DATA").startsWith("354")) {
        StringBuilder letter = new StringBuilder();
        while ((read = in.readLine()) != null && !read.equals(".")) {
          letter.append(read).append("\r\n");
        }
        letters.add(letter.toString());
        if (!say(out, answers.get("."))) {
          return;
        }
      }
    }
  }

  private boolean say(OutputStream out, String answer) throws IOException {
    if (answer.equals("drop")) {
      return false;
    }
    if (answer.equals("silence")) {
      return true;
    }
    if (answer.equals("drip")) {
      while (true) {
        out.write('2');
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
      }
    }
    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket line : lines) {
      line.close();
    }
  }
}

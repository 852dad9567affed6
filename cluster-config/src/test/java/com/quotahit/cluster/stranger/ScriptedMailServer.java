package com.quotahit.cluster.stranger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes letters and, while it is told so, never says that it has them. */
final class ScriptedMailServer implements AutoCloseable {

  private final ServerSocket door;
  private final List<String> letters = new CopyOnWriteArrayList<>();
  private volatile boolean silent;

  ScriptedMailServer() {
    try {
      door = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "smtp://127.0.0.1:" + door.getLocalPort();
  }

  ScriptedMailServer silent(boolean from) {
    silent = from;
    return this;
  }

  List<String> letters() {
    return letters;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket line = door.accept();
        Thread.ofVirtual().start(() -> serve(line));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket line) {
    try (line;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1))) {
      say(line, "220 scripted");
      for (String read = in.readLine(); read != null; read = in.readLine()) {
        String verb = read.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        say(line, verb.equals("DATA") ? "354 go on" : verb.equals("QUIT") ? "221 bye" : "250 ok");
        if (verb.equals("DATA")) {
          StringBuilder letter = new StringBuilder();
          for (read = in.readLine(); read != null && !read.equals("."); read = in.readLine()) {
            letter.append(read).append('\n');
          }
          letters.add(letter.toString());
          if (!silent) {
            say(line, "250 2.0.0 queued");
          }
        }
      }
    } catch (IOException over) {
      return;
    }
  }

  private static void say(Socket line, String answer) throws IOException {
    line.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    line.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package com.quotahit.actors.providers.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket peer written by hand, so that it can misbehave byte by byte. */
final class PeerForTests implements AutoCloseable {

  /** What the peer does once the handshake is over. */
  interface Manner {
    void behave(InputStream in, OutputStream out) throws IOException;
  }

  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket listening;
  volatile String request = "";

  PeerForTests(ServerSocket listening, int status, Manner manner) {
    this.listening = listening;
    Thread.ofVirtual()
        .start(() -> {
          while (!listening.isClosed()) {
            try {
              Socket socket = listening.accept();
              Thread.ofVirtual().start(() -> serve(socket, status, manner));
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  int port() {
    return listening.getLocalPort();
  }

  private void serve(Socket socket, int status, Manner manner) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      request = head(in);
      Matcher key = KEY.matcher(request);
      if (status != 101 || !key.find()) {
        out.write(
            ("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return;
      }
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key.group(1))
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      manner.behave(in, out);
    } catch (IOException | UncheckedIOException ended) {
      // the client has left
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private static String accept(String key) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IOException(impossible);
    }
  }

  /** One short unmasked frame. */
  static byte[] frame(int opcode, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[2 + body.length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) body.length;
    System.arraycopy(body, 0, frame, 2, body.length);
    return frame;
  }

  /** Keeps the connection and reads nothing, until the client leaves or the test is over. */
  static void holdStill(InputStream in, OutputStream out) {
    try {
      new java.util.concurrent.CompletableFuture<Void>()
          .get(20, java.util.concurrent.TimeUnit.SECONDS);
    } catch (Exception over) {
      // the test is over
    }
  }

  /** Reads everything and never answers. */
  static void listenOnly(InputStream in, OutputStream out) throws IOException {
    byte[] some = new byte[8192];
    while (in.read(some) >= 0) {
      // nothing to say
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

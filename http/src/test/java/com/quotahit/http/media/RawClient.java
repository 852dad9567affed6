package com.quotahit.http.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A client that writes bytes, not messages: for those that do not keep to the protocol, or keep to
 * it in great numbers.
 */
final class RawClient implements AutoCloseable {

  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  static final int PING = 0x89;

  private static final int ANSWER_MAX = 4_000;

  private final Socket socket = new Socket();
  final String answer;

  /** Asks for the upgrade and takes the answer's head, and its body where it is no socket. */
  RawClient(String url, int receiveBuffer) throws IOException {
    URI target = URI.create(url);
    try {
      socket.setReceiveBufferSize(receiveBuffer);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), 20_000);
      socket.getOutputStream().write(request(target).getBytes(StandardCharsets.US_ASCII));
      answer = head(socket.getInputStream());
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  boolean open() {
    return answer.startsWith("HTTP/1.1 101");
  }

  /** One whole frame as clients send them; the mask is zero, which is a mask. */
  static byte[] frame(int kind, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
    out.put((byte) kind);
    if (payload.length < 126) {
      out.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 0xffff) {
      out.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      out.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    out.putInt(0).put(payload).flip();
    byte[] frame = new byte[out.remaining()];
    out.get(frame);
    return frame;
  }

  void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
  }

  /** The next byte, or -1 when the server has hung up. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  private static String request(URI target) {
    return "GET "
        + target.getRawPath()
        + "?"
        + target.getRawQuery()
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Protocol: quotahit.voice.v1\r\n\r\n";
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean whole = false;
    while (!whole) {
      int next = in.read();
      if (next < 0 || text.length() > ANSWER_MAX) {
        return text.toString();
      }
      text.append((char) next);
      whole = text.indexOf("HTTP/1.1 101") == 0 && text.toString().endsWith("\r\n\r\n");
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

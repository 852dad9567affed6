package com.quotahit.actors.practice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** A name server on loopback that answers every question for an IPv4 address as the test likes. */
final class DnsStub implements AutoCloseable {

  private final DatagramSocket socket;

  /**
   * @param answers address of 4 bytes by name; asked anew for each question
   */
  DnsStub(Function<String, byte[]> answers) throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(answers));
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve(Function<String, byte[]> answers) {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      DatagramPacket question = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(question);
        byte[] answer = answer(buffer, question.getLength(), answers);
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static byte[] answer(byte[] question, int length, Function<String, byte[]> answers) {
    StringBuilder name = new StringBuilder();
    for (int at = 12; question[at] != 0; at += question[at] + 1) {
      name.append(name.isEmpty() ? "" : ".").append(new String(question, at + 1, question[at]));
    }
    byte[] address = answers.apply(name.toString());
    ByteBuffer out = ByteBuffer.allocate(length + 16);
    out.put(question, 0, length);
    out.putShort(2, (short) 0x8180).putShort(6, (short) 1);
    out.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(0);
    out.putShort((short) 4).put(address);
    return out.array();
  }

  @Override
  public void close() {
    socket.close();
  }
}

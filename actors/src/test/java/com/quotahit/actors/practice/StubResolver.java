package com.quotahit.actors.practice;

import com.quotahit.core.shared.NameResolverPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks a {@link DnsStub} over UDP, one question for each look-up, and caches nothing. */
record StubResolver(int port) implements NameResolverPort {

  @Override
  public CompletionStage<List<byte[]>> resolve(String host) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(3_000);
      byte[] question = question(host);
      socket.send(
          new DatagramPacket(question, question.length, InetAddress.getLoopbackAddress(), port));
      byte[] buffer = new byte[512];
      DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
      socket.receive(answer);
      int end = answer.getLength();
      return CompletableFuture.completedStage(List.of(Arrays.copyOfRange(buffer, end - 4, end)));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static byte[] question(String host) {
    ByteBuffer out = ByteBuffer.allocate(host.length() + 18);
    out.putShort((short) 7).putShort((short) 0x0100).putShort((short) 1);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    for (String label : host.split("\\.")) {
      out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    return out.put((byte) 0).putShort((short) 1).putShort((short) 1).array();
  }
}

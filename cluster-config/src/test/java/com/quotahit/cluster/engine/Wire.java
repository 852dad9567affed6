package com.quotahit.cluster.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay before a node's cluster port, which can be cut: then it takes bytes and lets none
 * through, as a network does that loses every packet.
 */
final class Wire implements AutoCloseable {

  private final ServerSocket known;
  private final int bound;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Wire(ServerSocket known, int bound) {
    this.known = known;
    this.bound = bound;
  }

  static Wire open() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Wire wire =
          new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), free.getLocalPort());
      Thread.ofVirtual().start(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that others are told. */
  int known() {
    return known.getLocalPort();
  }

  /** The port that the node itself listens on. */
  int bound() {
    return bound;
  }

  void cut() {
    cut = true;
  }

  /** What was lost is lost: connections begin anew. */
  void heal() {
    sockets.forEach(Wire::close);
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket from = known.accept();
        sockets.add(from);
        Thread.ofVirtual().start(() -> relay(from));
      }
    } catch (IOException closed) {
      sockets.forEach(Wire::close);
    }
  }

  private void relay(Socket from) {
    try (Socket to = new Socket(InetAddress.getLoopbackAddress(), bound)) {
      sockets.add(to);
      to.setTcpNoDelay(true);
      from.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(to, from));
      pump(from, to);
      back.join();
    } catch (IOException | InterruptedException gone) {
      close(from);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (!cut) {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException gone) {
      // Both ends are closed below.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      known.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package com.quotahit.actors.sandbox.smtp;

import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.SandboxMailPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mail server itself: a loopback port of its own, one virtual thread a connection, few at once.
 * A letter is acknowledged only when the inbox has it.
 */
public final class SmtpSandbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpSandbox.class);

  private final ServerSocket door;
  private final SandboxMailPort inbox;
  private final SmtpSandboxSettings settings;
  private final Semaphore places;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private SmtpSandbox(ServerSocket door, SandboxMailPort inbox, SmtpSandboxSettings settings) {
    this.door = door;
    this.inbox = inbox;
    this.settings = settings;
    this.places = new Semaphore(settings.connections());
  }

  public static SmtpSandbox open(SandboxMailPort inbox, SmtpSandboxSettings settings)
      throws IOException {
    ServerSocket door =
        new ServerSocket(0, settings.connections(), InetAddress.getLoopbackAddress());
    SmtpSandbox sandbox = new SmtpSandbox(door, inbox, settings);
    Thread.ofVirtual().name("smtp-sandbox").start(sandbox::accept);
    return sandbox;
  }

  /** By which the ordinary client reaches it. */
  public MailAccount account(String from) {
    return new MailAccount(
        door.getInetAddress().getHostAddress(),
        door.getLocalPort(),
        MailAccount.Safety.LOOPBACK,
        Optional.empty(),
        from);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket line = door.accept();
        open.add(line);
        Thread.ofVirtual().name("smtp-sandbox-line").start(() -> serve(line));
      } catch (IOException e) {
        if (!door.isClosed()) {
          LOG.warn("the sandbox's mail server could not take a connection", e);
        }
      }
    }
  }

  private void serve(Socket line) {
    boolean placed = places.tryAcquire();
    try (line) {
      line.setSoTimeout(Math.toIntExact(settings.idle().toMillis()));
      if (placed) {
        new SandboxConversation(line, inbox, settings.bytesMax()).hold();
      } else {
        line.getOutputStream()
            .write("421 4.3.2 too many at once\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException broken) {
      LOG.debug("a conversation with the sandbox's mail server broke off");
    } finally {
      open.remove(line);
      if (placed) {
        places.release();
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket line : open) {
        line.close();
      }
    } catch (IOException e) {
      LOG.debug("the sandbox's mail server was closed already");
    }
  }
}

package com.quotahit.actors.providers.smtp;

import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.shared.AddressGuard;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Signs in at a mail server and leaves again. The key is {@code <user>:<password>}, the base
 * address {@code smtp://host:port} (STARTTLS is demanded) or {@code smtps://host:port}. The name is
 * looked up once, and what is connected to is the address that was judged: a name that means
 * another machine a moment later leads nowhere else.
 */
public final class SmtpKeys implements KeyCheckPort {

  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;

  /** A server that drips one byte at a time has so many waits in all, and no more. */
  private static final int WAITS_IN_ALL = 3;

  /** Every address of a name, at this moment. */
  public interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final AddressGuard guard;
  private final Set<String> opened;
  private final Duration wait;
  private final Names names;
  private final SSLSocketFactory trust;

  /**
   * @param opened host names that the operator allows whatever they are
   * @param wait for a connection, and for each answer
   */
  public SmtpKeys(
      AddressGuard guard, Set<String> opened, Duration wait, Names names, SSLSocketFactory trust) {
    this.guard = guard;
    this.opened = Set.copyOf(opened);
    this.wait = wait;
    this.names = names;
    this.trust = trust;
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    String key = access.key().reveal();
    int colon = key.indexOf(':');
    if (colon < 0) {
      return new KeyVerdict.Refused(KeyFault.UNAUTHORIZED);
    }
    URI server = access.baseUrl();
    boolean tls = "smtps".equals(server.getScheme());
    int port = server.getPort() > 0 ? server.getPort() : tls ? SUBMISSIONS : SUBMISSION;
    URLName place =
        new URLName(
            "smtp",
            server.getHost(),
            port,
            null,
            key.substring(0, colon),
            key.substring(colon + 1));
    Session session = Session.getInstance(properties(server.getHost(), tls));
    CountDownLatch over = new CountDownLatch(1);
    try (Socket line = line(server.getHost(), port);
        SMTPTransport transport = new SMTPTransport(session, place)) {
      cutInTheEnd(line, over);
      transport.connect(tls ? secured(line, server.getHost(), port) : line);
      return new KeyVerdict.Accepted();
    } catch (AuthenticationFailedException wrong) {
      return new KeyVerdict.Refused(KeyFault.UNAUTHORIZED);
    } catch (MessagingException | IOException away) {
      return new KeyVerdict.Refused(KeyFault.NETWORK);
    } finally {
      over.countDown();
    }
  }

  private void cutInTheEnd(Socket line, CountDownLatch over) {
    Duration wall = wait.multipliedBy(WAITS_IN_ALL);
    Thread.ofVirtual()
        .name("smtp-key-wall")
        .start(() -> {
          try {
            if (!over.await(wall.toMillis(), TimeUnit.MILLISECONDS)) {
              line.close();
            }
          } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Socket line(String host, int port) throws IOException {
    int patience = Math.toIntExact(wait.toMillis());
    InetSocketAddress place = new InetSocketAddress(judged(host), port);
    Socket line = new Socket();
    try {
      line.connect(place, patience);
      line.setSoTimeout(patience);
      return line;
    } catch (IOException broken) {
      line.close();
      throw broken;
    }
  }

  private SSLSocket secured(Socket line, String host, int port) throws IOException {
    SSLSocket tls = (SSLSocket) trust.createSocket(line, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private Properties properties(String host, boolean tls) {
    Properties properties = new Properties();
    properties.put("mail.smtp.timeout", String.valueOf(wait.toMillis()));
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.starttls.enable", String.valueOf(!tls));
    properties.put("mail.smtp.starttls.required", String.valueOf(!tls && !opened.contains(host)));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", trust);
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  /** The name's first address, when every one of them is public; else nobody is connected to. */
  private InetAddress judged(String host) throws UnknownHostException {
    InetAddress[] found = names.of(host);
    for (InetAddress address : found) {
      if (!opened.contains(host) && !guard.admits(address.getAddress())) {
        throw new UnknownHostException("the address is not a public one");
      }
    }
    return found[0];
  }
}

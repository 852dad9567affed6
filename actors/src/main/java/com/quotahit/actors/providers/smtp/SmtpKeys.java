package com.quotahit.actors.providers.smtp;

import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.shared.AddressGuard;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Signs in at a mail server and leaves again. The key is {@code <user>:<password>}, the base
 * address {@code smtp://host:port} (STARTTLS is demanded) or {@code smtps://host:port}.
 */
public final class SmtpKeys implements KeyCheckPort {

  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;

  private final AddressGuard guard;
  private final Set<String> opened;
  private final Duration wait;

  /**
   * @param opened host names that the operator allows whatever they are
   */
  public SmtpKeys(AddressGuard guard, Set<String> opened, Duration wait) {
    this.guard = guard;
    this.opened = Set.copyOf(opened);
    this.wait = wait;
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
    String protocol = tls ? "smtps" : "smtp";
    Session session = Session.getInstance(properties(protocol, server.getHost(), tls));
    try (Transport transport = session.getTransport(protocol)) {
      transport.connect(
          judged(server.getHost()),
          server.getPort() > 0 ? server.getPort() : tls ? SUBMISSIONS : SUBMISSION,
          key.substring(0, colon),
          key.substring(colon + 1));
      return new KeyVerdict.Accepted();
    } catch (AuthenticationFailedException wrong) {
      return new KeyVerdict.Refused(KeyFault.UNAUTHORIZED);
    } catch (MessagingException | UnknownHostException away) {
      return new KeyVerdict.Refused(KeyFault.NETWORK);
    }
  }

  private Properties properties(String protocol, String host, boolean tls) {
    boolean local = opened.contains(host);
    Properties properties = new Properties();
    String path = "mail." + protocol + ".";
    for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
      properties.setProperty(path + limit, String.valueOf(wait.toMillis()));
    }
    properties.setProperty(path + "auth", "true");
    properties.setProperty(path + "starttls.enable", String.valueOf(!tls));
    properties.setProperty(path + "starttls.required", String.valueOf(!tls && !local));
    properties.setProperty(path + "ssl.checkserveridentity", "true");
    return properties;
  }

  /** The name's first address, when every one of them is public; else nobody is connected to. */
  private String judged(String host) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(host);
    for (InetAddress address : found) {
      if (!opened.contains(host) && !guard.admits(address.getAddress())) {
        throw new UnknownHostException("the address is not a public one");
      }
    }
    return host;
  }
}

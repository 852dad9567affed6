package com.quotahit.actors.providers.smtp;

import com.quotahit.core.shared.mail.MailAccount;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One conversation with a mail server, over a connection of its own that is cut when the whole
 * takes too long: a server that drips one byte at a time never holds a sender beyond its claim.
 */
final class SmtpConversation {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpConversation.class);
  private static final int QUEUE_ID_MAX = 120;

  private final SmtpSettings settings;
  private final SSLContext trust;

  SmtpConversation(SmtpSettings settings, SSLContext trust) {
    this.settings = settings;
    this.trust = trust;
  }

  /**
   * Tries once.
   *
   * @param message makes the mail within the session
   */
  SmtpVerdict deliver(MailAccount account, Function<Session, MimeMessage> message) {
    CountDownLatch over = new CountDownLatch(1);
    try (Socket line = new Socket()) {
      cutAfterWall(line, over);
      line.connect(
          new InetSocketAddress(account.host(), account.port()),
          Math.toIntExact(settings.connect().toMillis()));
      line.setSoTimeout(Math.toIntExact(settings.answer().toMillis()));
      line.setTcpNoDelay(true);
      return speak(
          account,
          account.safety() == MailAccount.Safety.TLS ? secured(line, account) : line,
          message);
    } catch (IOException e) {
      return new SmtpVerdict.Unreachable(e.getClass().getSimpleName());
    } finally {
      over.countDown();
    }
  }

  private void cutAfterWall(Socket line, CountDownLatch over) {
    Duration wall = settings.wall();
    Thread.ofVirtual()
        .name("smtp-wall")
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

  private SSLSocket secured(Socket line, MailAccount account) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            trust.getSocketFactory().createSocket(line, account.host(), account.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private SmtpVerdict speak(
      MailAccount account, Socket line, Function<Session, MimeMessage> message) {
    Session session = Session.getInstance(properties(account));
    TellingTransport transport = new TellingTransport(session, server(account));
    try {
      return verdict(transport, session, line, message);
    } finally {
      goodbye(transport);
    }
  }

  private static SmtpVerdict verdict(
      TellingTransport transport,
      Session session,
      Socket line,
      Function<Session, MimeMessage> message) {
    try {
      transport.connect(line);
    } catch (AuthenticationFailedException e) {
      return notLetIn(transport);
    } catch (MessagingException e) {
      return broken(transport, e);
    }
    try {
      MimeMessage mail = message.apply(session);
      transport.sendMessage(mail, mail.getAllRecipients());
      return new SmtpVerdict.Accepted(queueId(transport.getLastServerResponse()));
    } catch (MessagingException e) {
      return refused(transport, e);
    }
  }

  /** What is known by now does not depend on how politely it ends. */
  private static void goodbye(TellingTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("a mail server did not say goodbye");
    }
  }

  private static URLName server(MailAccount account) {
    Optional<MailAccount.Login> login = account.login();
    return new URLName(
        "smtp",
        account.host(),
        account.port(),
        null,
        login.map(MailAccount.Login::user).orElse(null),
        login.map(known -> known.password().reveal()).orElse(null));
  }

  private Properties properties(MailAccount account) {
    Properties properties = new Properties();
    boolean starttls = account.safety() == MailAccount.Safety.STARTTLS;
    properties.put("mail.smtp.starttls.enable", String.valueOf(starttls));
    properties.put("mail.smtp.starttls.required", String.valueOf(starttls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.localhost", settings.ourName());
    properties.put("mail.smtp.timeout", String.valueOf(settings.answer().toMillis()));
    properties.put("mail.smtp.from", account.from());
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  private static SmtpVerdict notLetIn(TellingTransport transport) {
    int code = transport.getLastReturnCode();
    return code >= 500
        ? new SmtpVerdict.AccountRefused(reply(transport).text())
        : code >= 400
            ? new SmtpVerdict.Temporary(reply(transport).text())
            : new SmtpVerdict.Unreachable("not signed in");
  }

  /** Before any letter was handed over: a server that does not want to talk is tried again. */
  private static SmtpVerdict broken(TellingTransport transport, MessagingException e) {
    return transport.getLastReturnCode() >= 400
        ? new SmtpVerdict.Temporary(reply(transport).text())
        : new SmtpVerdict.Unreachable(e.getClass().getSimpleName());
  }

  private static SmtpVerdict refused(TellingTransport transport, MessagingException thrown) {
    SmtpReply reply = null;
    for (Exception e = thrown; e instanceof MessagingException next; e = next.getNextException()) {
      SmtpReply found = replyOf(e);
      reply = found == null ? reply : found;
    }
    if (reply != null) {
      return reply.verdict();
    }
    return transport.handedOver()
        ? new SmtpVerdict.FateUnknown("no answer after the letter")
        : new SmtpVerdict.Unreachable("broken off");
  }

  private static @Nullable SmtpReply replyOf(Exception e) {
    SmtpReply reply =
        switch (e) {
          case SMTPAddressFailedException failed -> said(failed.getReturnCode(), failed);
          case SMTPSenderFailedException failed -> said(failed.getReturnCode(), failed);
          case SMTPSendFailedException failed -> said(failed.getReturnCode(), failed);
          default -> null;
        };
    return reply != null && reply.code() >= 400 ? reply : null;
  }

  private static SmtpReply said(int code, Exception e) {
    return SmtpReply.of(code, String.valueOf(e.getMessage()));
  }

  private static SmtpReply reply(TellingTransport transport) {
    return SmtpReply.of(
        transport.getLastReturnCode(), String.valueOf(transport.getLastServerResponse()));
  }

  /** What the server calls the letter; letters, digits and a few signs of it. */
  private static String queueId(@Nullable String response) {
    String words = String.valueOf(response).replaceAll("[^A-Za-z0-9 .:_<>@=+/-]", " ").strip();
    return words.length() <= QUEUE_ID_MAX ? words : words.substring(0, QUEUE_ID_MAX);
  }
}

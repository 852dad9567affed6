package com.quotahit.actors.providers.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Remembers whether the final dot may have left: before it a broken connection means that nothing
 * was sent, after it nobody knows.
 */
final class TellingTransport extends SMTPTransport {

  private boolean handedOver;

  TellingTransport(Session session, URLName server) {
    super(session, server);
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    handedOver = true;
    super.finishData();
  }

  @Override
  protected void finishBdat() throws IOException, MessagingException {
    handedOver = true;
    super.finishBdat();
  }

  boolean handedOver() {
    return handedOver;
  }
}

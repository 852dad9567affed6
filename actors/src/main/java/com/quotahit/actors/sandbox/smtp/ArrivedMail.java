package com.quotahit.actors.sandbox.smtp;

import com.quotahit.core.shared.mail.SandboxMailPort;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;

/** Reads what arrived: its subject, its text and its HTML. */
final class ArrivedMail {

  private static final int DEPTH_MAX = 8;

  /** Not a mail that can be read. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("not a mail", null, false, false);
    }
  }

  private static final class Bodies {
    private String text = "";
    private String html = "";
  }

  private ArrivedMail() {}

  static SandboxMailPort.Arrived read(String to, byte[] bytes) {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      Bodies bodies = new Bodies();
      collect(mail, bodies, 0);
      return new SandboxMailPort.Arrived(
          storable(without(mail.getMessageID())),
          storable(to),
          storable(without(mail.getSubject())),
          storable(bodies.text),
          storable(bodies.html));
    } catch (MessagingException | IOException | RuntimeException e) {
      throw new Unreadable();
    }
  }

  private static void collect(Part part, Bodies bodies, int depth)
      throws MessagingException, IOException {
    if (depth > DEPTH_MAX) {
      return;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        collect(inner, bodies, depth + 1);
      }
    } else if (part.isMimeType("text/html") && bodies.html.isEmpty()) {
      bodies.html = String.valueOf(part.getContent());
    } else if (part.isMimeType("text/plain") && bodies.text.isEmpty()) {
      bodies.text = String.valueOf(part.getContent());
    }
  }

  private static String without(@org.jspecify.annotations.Nullable String header) {
    return header == null ? "" : header.replaceAll("^<|>$", "");
  }

  /** A database takes every character but this one. */
  private static String storable(String text) {
    return text.replace("\u0000", "");
  }
}

package com.quotahit.cluster;

import com.quotahit.actors.engine.OutboxSender;
import com.quotahit.actors.engine.OutboxSettings;
import com.quotahit.actors.notifications.LetterPress;
import com.quotahit.actors.providers.smtp.SmtpSender;
import com.quotahit.actors.providers.smtp.SmtpSettings;
import com.quotahit.actors.sandbox.smtp.SmtpSandbox;
import com.quotahit.actors.sandbox.smtp.SmtpSandboxSettings;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.MailRoutePort;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.outbox.MailStateTable;
import com.quotahit.persistence.outbox.OutboxTable;
import com.quotahit.persistence.outbox.SandboxMailTable;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.Props;

/** Builds what letters need: where they are handed in, and what sends them. */
record MailWiring(
    MailOutbox mail, MailStateTable state, SandboxMailTable inbox, MailRoutePort route) {

  /** Machines without a public name call themselves so. */
  private static final String NAMELESS = "quotahit.localhost";

  static MailWiring of(Foundation base, EdgeSettings edge) throws IOException {
    SmtpSettings settings = SmtpSettings.from(base.config(), ourName(edge.publicUrl()));
    SmtpSandboxSettings bounds = SmtpSandboxSettings.from(base.config());
    SandboxMailTable inbox = new SandboxMailTable(base.database(), bounds.kept(), bounds.age());
    MailStateTable state = new MailStateTable(base.database(), SmtpSender.STOPPED);
    SmtpSandbox sandbox = SmtpSandbox.open(inbox, bounds);
    base.atEnd("close-mail-sandbox", sandbox::close);
    MailRoutePort route = route(settings, sandbox.account(settings.from()));
    SmtpSender sender =
        new SmtpSender(
            new SmtpSender.Parts(
                settings,
                trust(),
                new LetterPress(edge.publicUrl()),
                route,
                state,
                inbox,
                base.clock(),
                _ -> {}));
    base.system()
        .systemActorOf(
            OutboxSender.behavior(
                new OutboxTable(base.database()),
                sender,
                base.blocking(),
                OutboxSettings.from(base.config())),
            "sends-mail",
            Props.empty());
    return new MailWiring(new MailOutbox(base.database(), base.clock()), state, inbox, route);
  }

  private static MailRoutePort route(SmtpSettings settings, MailAccount sandbox) {
    return () ->
        settings
            .account()
            .map(account -> new MailRoute(account, MailRoute.Origin.ENVIRONMENT))
            .orElseGet(() -> new MailRoute(sandbox, MailRoute.Origin.SANDBOX));
  }

  static String ourName(URI publicUrl) {
    String host = publicUrl.getHost();
    return host != null && host.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}")
        ? host
        : NAMELESS;
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a JDK without TLS", impossible);
    }
  }
}

package com.quotahit.cluster;

import com.quotahit.actors.engine.OutboxSender;
import com.quotahit.actors.engine.OutboxSettings;
import com.quotahit.actors.notifications.LetterPress;
import com.quotahit.actors.notifications.MailDesk;
import com.quotahit.actors.providers.smtp.SmtpSender;
import com.quotahit.actors.providers.smtp.SmtpSettings;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.sandbox.smtp.SmtpSandbox;
import com.quotahit.actors.sandbox.smtp.SmtpSandboxSettings;
import com.quotahit.core.outbox.SenderPort;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.outbox.MailSettingsTable;
import com.quotahit.persistence.outbox.MailStateTable;
import com.quotahit.persistence.outbox.OutboxTable;
import com.quotahit.persistence.outbox.SandboxMailTable;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/** Builds what letters need: where they are handed in, which way they go, and what sends them. */
record MailWiring(
    MailOutbox mail,
    MailDesk desk,
    MailStateTable state,
    SandboxMailTable inbox,
    SmtpSettings settings,
    SealPort seal) {

  /** Machines without a public name call themselves so. */
  private static final String NAMELESS = "quotahit.localhost";

  static MailWiring of(Foundation base, EdgeSettings edge, SealKeeper seals) throws IOException {
    SmtpSettings settings = SmtpSettings.from(base.config(), ourName(edge.publicUrl()));
    SmtpSandboxSettings bounds = SmtpSandboxSettings.from(base.config());
    SandboxMailTable inbox = new SandboxMailTable(base.database(), bounds.kept(), bounds.age());
    SmtpSandbox sandbox = SmtpSandbox.open(inbox, bounds);
    base.atEnd("close-mail-sandbox", sandbox::close);
    MailSettingsTable chosen = new MailSettingsTable(base.database());
    seals.keeps(chosen);
    MailStateTable state = new MailStateTable(base.database(), SmtpSender.STOPPED);
    MailDesk desk =
        new MailDesk(
            settings.account(), sandbox.account(settings.from()), chosen, state, seals.seal());
    MailOutbox mail = new MailOutbox(base.database(), base.clock(), seals.seal());
    seals.keeps(mail);
    return new MailWiring(mail, desk, state, inbox, settings, seals.seal());
  }

  /** Letters leave from now on; who runs the installation hears when they cannot. */
  void startSending(Foundation base, EdgeSettings edge, NotifyPort people) {
    send(
        base,
        "sends-mail",
        new SmtpSender(
            new SmtpSender.Parts(
                settings,
                trust(),
                new LetterPress(edge.publicUrl()),
                desk,
                state,
                inbox,
                base.clock(),
                seal,
                code ->
                    people.tellPlatformAdmins(
                        new News.MailStopped(code), "mail-stopped:" + base.clock().instant()))));
  }

  /**
   * One sender for a kind on each node; they share the work. What one has begun when its node
   * leaves it sees to its end, since the fate of a broken attempt is unknown.
   */
  static void send(Foundation base, String name, SenderPort sender) {
    ActorRef<OutboxSender.Message> running =
        base.system()
            .systemActorOf(
                OutboxSender.behavior(
                    new OutboxTable(base.database()),
                    sender,
                    base.blocking(),
                    OutboxSettings.from(base.config())),
                name,
                Props.empty());
    OperationsWiring.leaves(base, name, running, OutboxSender.Message.Leave::new);
  }

  static String ourName(URI publicUrl) {
    String host = publicUrl.getHost();
    return host != null && host.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}")
        ? host
        : NAMELESS;
  }

  static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a JDK without TLS", impossible);
    }
  }
}

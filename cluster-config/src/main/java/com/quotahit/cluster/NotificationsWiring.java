package com.quotahit.cluster;

import com.quotahit.actors.notifications.DigestProcess;
import com.quotahit.actors.notifications.Notifier;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.notifications.NotificationEndpoints;
import com.quotahit.http.notifications.SandboxMailEndpoints;
import com.quotahit.persistence.notifications.DigestTable;
import com.quotahit.persistence.notifications.NotificationTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.Props;

/** Builds what tells people of news: lists, letters, summaries. */
record NotificationsWiring(NotifyPort news, List<Endpoint<?, ?>> endpoints) {

  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration DIGESTS_EVERY = Duration.ofMinutes(1);
  private static final Duration FORGETS_EVERY = Duration.ofMinutes(30);

  static NotificationsWiring of(Foundation base, MailWiring mail, LiveEventsPort screens) {
    NotificationTable table = new NotificationTable(base.database(), mail.mail(), base.ids());
    Notifier notifier = new Notifier(table, screens, base.clock());
    base.system()
        .systemActorOf(
            DigestProcess.behavior(
                new DigestTable(base.database(), mail.mail()),
                base.blocking(),
                base.clock(),
                DIGESTS_EVERY),
            "writes-summaries",
            Props.empty());
    OperationsWiring.every(
        base,
        FORGETS_EVERY,
        "notifications",
        () ->
            base.blocking()
                .run("database", () -> table.forget(base.clock().instant().minus(KEPT))));
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(new NotificationEndpoints(table, notifier, base.blocking()).all());
    endpoints.addAll(new SandboxMailEndpoints(mail.inbox(), mail.route(), base.blocking()).all());
    return new NotificationsWiring(notifier, List.copyOf(endpoints));
  }
}

package com.quotahit.cluster;

import com.quotahit.actors.notifications.ChannelDesk;
import com.quotahit.actors.notifications.DigestProcess;
import com.quotahit.actors.notifications.Notifier;
import com.quotahit.actors.practice.SystemResolver;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.providers.webhook.ChannelSender;
import com.quotahit.actors.providers.webhook.ChannelSettings;
import com.quotahit.actors.workspace.JoinNewsProcess;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.Post;
import com.quotahit.core.shared.NameResolverPort;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.EdgeSettings;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.notifications.ChannelEndpoints;
import com.quotahit.http.notifications.MailSettingsEndpoints;
import com.quotahit.http.notifications.NotificationEndpoints;
import com.quotahit.http.notifications.SandboxMailEndpoints;
import com.quotahit.persistence.notifications.ChannelTable;
import com.quotahit.persistence.notifications.DigestTable;
import com.quotahit.persistence.notifications.NotificationTable;
import com.quotahit.persistence.outbox.OutboxTable;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.MembershipTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.Props;

/** Builds what tells people of news: lists, letters, summaries, posts. */
record NotificationsWiring(NotifyPort news, List<Endpoint<?, ?>> endpoints) {

  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration LETTERS_KEPT = Duration.ofDays(30);
  private static final Duration DIGESTS_EVERY = Duration.ofMinutes(1);
  private static final Duration FORGETS_EVERY = Duration.ofMinutes(30);

  static NotificationsWiring of(
      Foundation base,
      EdgeSettings edge,
      MailWiring mail,
      SealKeeper seals,
      AuditPort audit,
      LiveEventsPort screens) {
    NotificationTable table = new NotificationTable(base.database(), mail.mail(), base.ids());
    Notifier notifier = new Notifier(table, screens, base.clock());
    mail.startSending(base, edge, notifier);
    writeSummaries(base, mail);
    OperationsWiring.every(
        base,
        FORGETS_EVERY,
        "notifications",
        () ->
            base.blocking()
                .run("database", () -> table.forget(base.clock().instant().minus(KEPT))));
    OperationsWiring.every(
        base,
        FORGETS_EVERY,
        "letters",
        () -> base.blocking().run("database", () -> mail.mail().forgetOlderThan(LETTERS_KEPT)));
    OutboxTable outbox = new OutboxTable(base.database());
    OperationsWiring.every(
        base,
        FORGETS_EVERY,
        "posts",
        () ->
            base.blocking()
                .run(
                    "database",
                    () ->
                        outbox.forgetOlderThan(Post.WEBHOOK, LETTERS_KEPT)
                            + outbox.forgetOlderThan(Post.SLACK, LETTERS_KEPT)));
    tellOfJoining(base, notifier);
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(new NotificationEndpoints(table, notifier, base.blocking()).all());
    endpoints.addAll(channels(base, edge, seals, audit, notifier).all());
    endpoints.addAll(new SandboxMailEndpoints(mail.inbox(), mail.desk(), base.blocking()).all());
    endpoints.addAll(
        new MailSettingsEndpoints(
                mail.desk(), mail.mail(), new AccountTable(base.database()), audit, base.blocking())
            .all());
    return new NotificationsWiring(notifier, List.copyOf(endpoints));
  }

  private static void tellOfJoining(Foundation base, NotifyPort people) {
    JoinNewsProcess process =
        new JoinNewsProcess(
            new MembershipTable(base.database()), people, base.blocking(), base.clock());
    base.processes()
        .hear(
            "workspace-join-news",
            WorkspaceKinds.WORKSPACE.name(),
            WorkspaceEvent.class,
            process::hear);
  }

  private static void writeSummaries(Foundation base, MailWiring mail) {
    base.system()
        .systemActorOf(
            DigestProcess.behavior(
                new DigestTable(base.database(), mail.mail()),
                base.blocking(),
                base.clock(),
                DIGESTS_EVERY),
            "writes-summaries",
            Props.empty());
  }

  private static ChannelEndpoints channels(
      Foundation base, EdgeSettings edge, SealKeeper seals, AuditPort audit, NotifyPort people) {
    ChannelSettings settings = ChannelSettings.from(base.config());
    NameResolverPort names = new SystemResolver(base.blocking());
    ChannelTable channels = new ChannelTable(base.database());
    seals.keeps(channels);
    ChannelSender.Parts parts =
        new ChannelSender.Parts(
            settings,
            names,
            MailWiring.trust(),
            channels,
            seals.seal(),
            people,
            edge.publicUrl(),
            base.clock());
    MailWiring.send(base, "posts-news", new ChannelSender(Channel.Kind.WEBHOOK, parts));
    MailWiring.send(base, "posts-to-slack", new ChannelSender(Channel.Kind.SLACK, parts));
    return new ChannelEndpoints(
        new ChannelDesk(
            new ChannelDesk.Parts(
                channels,
                seals.seal(),
                names,
                settings.guard(),
                settings.opened(),
                base.blocking(),
                base.random())),
        channels,
        audit,
        base.blocking());
  }
}

package com.quotahit.http.notifications;

import com.quotahit.actors.notifications.ChannelDesk;
import com.quotahit.actors.notifications.MailDesk;
import com.quotahit.actors.notifications.Notifier;
import com.quotahit.core.notifications.NotificationsPort;
import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.notifications.ChannelTable;
import com.quotahit.persistence.notifications.NotificationTable;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.outbox.MailSettingsTable;
import com.quotahit.persistence.outbox.MailStateTable;
import com.quotahit.persistence.outbox.SandboxMailTable;
import com.quotahit.persistence.workspace.AccountTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** News as wired in the product, on a database; letters go to the sandbox until told otherwise. */
public final class NotificationsUnderTest {

  final SandboxMailTable letters;
  final Notifier notifier;
  private final NotificationsPort table;
  volatile MailRoute.Origin origin = MailRoute.Origin.SANDBOX;
  Optional<MailAccount> environment = Optional.empty();
  final MailStateTable state;
  final SealInMemory seal = new SealInMemory();
  final List<String> audited = new ArrayList<>();
  private final AuditPort audit = (_, entry) -> audited.add(entry.action());
  private final Database database;

  public NotificationsUnderTest(Database database, LiveEventsPort screens) {
    this.database = database;
    state = new MailStateTable(database, "stopped");
    letters = new SandboxMailTable(database, 50, Duration.ofDays(1));
    table =
        new NotificationTable(
            database,
            new MailOutbox(database, InstantSource.system()),
            IdSource.uuidV7(InstantSource.system(), new Random()));
    notifier = new Notifier(table, screens, InstantSource.system());
  }

  public List<Endpoint<?, ?>> endpoints() {
    List<Endpoint<?, ?>> endpoints =
        new ArrayList<>(new NotificationEndpoints(table, notifier, EdgeUnderTest.BLOCKING).all());
    endpoints.addAll(new SandboxMailEndpoints(letters, this::route, EdgeUnderTest.BLOCKING).all());
    endpoints.addAll(
        new MailSettingsEndpoints(
                new MailDesk(
                    environment, route().account(), new MailSettingsTable(database), state, seal),
                new MailOutbox(database, InstantSource.system()),
                new AccountTable(database),
                audit,
                EdgeUnderTest.BLOCKING)
            .all());
    endpoints.addAll(channels().all());
    return endpoints;
  }

  /** What begins with "inside" is an address of the own network. */
  private ChannelEndpoints channels() {
    ChannelTable channels = new ChannelTable(database);
    ChannelDesk desk =
        new ChannelDesk(
            new ChannelDesk.Parts(
                channels,
                seal,
                host ->
                    CompletableFuture.completedFuture(
                        List.of(
                            host.startsWith("inside")
                                ? new byte[] {10, 0, 0, 1}
                                : new byte[] {93, (byte) 184, (byte) 216, 34})),
                new AddressGuard(List.of(), List.of()),
                Set.of(),
                EdgeUnderTest.BLOCKING,
                new Random()));
    return new ChannelEndpoints(desk, channels, audit, EdgeUnderTest.BLOCKING);
  }

  private MailRoute route() {
    return new MailRoute(
        new MailAccount(
            "localhost",
            2525,
            MailAccount.Safety.LOOPBACK,
            Optional.empty(),
            "quotahit@quota.example"),
        origin);
  }
}

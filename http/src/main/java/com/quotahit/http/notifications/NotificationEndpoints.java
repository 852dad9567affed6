package com.quotahit.http.notifications;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.notifications.Notifier;
import com.quotahit.core.notifications.NotificationIds;
import com.quotahit.core.notifications.NotificationsPort;
import com.quotahit.core.notifications.Preferences;
import com.quotahit.core.shared.Ids;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.PageWire;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** One's own news in this workspace, and how one wants to be told. */
public final class NotificationEndpoints {

  private final NotificationsPort notifications;
  private final Notifier notifier;
  private final Blocking blocking;

  public NotificationEndpoints(
      NotificationsPort notifications, Notifier notifier, Blocking blocking) {
    this.notifications = notifications;
    this.notifier = notifier;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/notifications", "What you were told, newest first")
            .signedIn()
            .answersPage(NotificationWire.class)
            .query("unread", "Only what you have not read", "true", "false")
            .by((call, _) -> list(call)),
        Endpoint.get("/notifications/count", "How many you have not read")
            .signedIn()
            .answers(UnreadWire.class)
            .by((call, _) ->
                database(
                    () -> new UnreadWire(notifications.unread(call.workspace(), call.user())))),
        Endpoint.post("/notifications/read", "Mark some or all as read")
            .signedIn()
            .body(ReadWire.class, ReadWire::parse)
            .answers(UnreadWire.class)
            .by(this::read),
        Endpoint.get("/notifications/preferences", "How you want to be told")
            .signedIn()
            .answers(PreferencesWire.class)
            .by((call, _) ->
                database(() ->
                    PreferencesWire.of(notifications.preferences(call.workspace(), call.user())))),
        Endpoint.put("/notifications/preferences", "Choose how you want to be told")
            .signedIn()
            .body(PreferencesWire.class, PreferencesWire::parse)
            .answers(PreferencesWire.class)
            .by(this::prefer));
  }

  private CompletionStage<Answer<PageWire<NotificationWire>>> list(Call call) {
    boolean unread = call.query("unread").filter("true"::equals).isPresent();
    return database(() ->
        PageWire.of(
            notifications
                .list(
                    call.workspace(),
                    call.user(),
                    unread,
                    call.page().after().filter(id -> Ids.valid(NotificationIds.NOTIFICATION, id)),
                    call.page().rows())
                .stream()
                .map(NotificationWire::of)
                .toList(),
            call.page(),
            NotificationWire::id));
  }

  private CompletionStage<Answer<UnreadWire>> read(Call call, ReadWire.Marked marked) {
    return database(() -> {
      int unread =
          marked
              .ids()
              .map(ids -> notifications.read(call.workspace(), call.user(), ids, call.now()))
              .orElseGet(() -> notifications.readAll(call.workspace(), call.user(), call.now()));
      notifier.show(List.of(new NotificationsPort.Told(call.workspace(), call.user(), unread)));
      return new UnreadWire(unread);
    });
  }

  private CompletionStage<Answer<PreferencesWire>> prefer(Call call, PreferencesWire.Wish wish) {
    return database(() -> {
      Preferences wishes =
          wish.since(notifications.preferences(call.workspace(), call.user()).zone());
      notifications.prefer(call.workspace(), call.user(), wishes);
      return PreferencesWire.of(wishes);
    });
  }

  private <T> CompletionStage<Answer<T>> database(Callable<T> work) {
    return blocking.run("database", work).thenApply(Answer::of);
  }
}

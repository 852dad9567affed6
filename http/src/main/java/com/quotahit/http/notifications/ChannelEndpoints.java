package com.quotahit.http.notifications;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.notifications.ChannelDesk;
import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.ChannelsPort;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Addresses outside to which a workspace's news are posted. */
public final class ChannelEndpoints {

  private final ChannelDesk desk;
  private final ChannelsPort channels;
  private final AuditPort audit;
  private final Blocking blocking;

  public ChannelEndpoints(
      ChannelDesk desk, ChannelsPort channels, AuditPort audit, Blocking blocking) {
    this.desk = desk;
    this.channels = channels;
    this.audit = audit;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/notifications/channels", "Where the workspace's news are posted")
            .needs(Permission.SETTINGS_MANAGE)
            .answersPage(ChannelWire.class)
            .by((call, _) ->
                blocking.run(
                    "database",
                    () ->
                        Answer.of(
                            PageWire.all(
                                channels.list(call.workspace()).stream()
                                    .map(ChannelWire::of)
                                    .toList())))),
        Endpoint.post("/notifications/channels", "Post the workspace's news to an address")
            .needs(Permission.SETTINGS_MANAGE)
            .body(ChannelWire.NewChannelWire.class, ChannelWire.NewChannelWire::parse)
            .answers(201, ChannelWire.class)
            .notWhileImpersonating()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::add),
        Endpoint.delete("/notifications/channels/{id}", "Post nothing more to an address")
            .needs(Permission.SETTINGS_MANAGE)
            .answersNothing()
            .notWhileImpersonating()
            .by((call, _) -> blocking.run("database", () -> remove(call))));
  }

  private CompletionStage<Answer<ChannelWire>> add(
      Call call, ChannelWire.NewChannelWire.Wanted wanted) {
    return desk.add(call.workspace(), wanted.draft(call), wanted.url())
        .thenCompose(wish -> blocking.run("database", () -> answer(call, wish)));
  }

  private Answer<ChannelWire> answer(Call call, ChannelDesk.Wish wish) {
    return switch (wish) {
      case ChannelDesk.Wish.Granted(Channel channel, Optional<String> secret) -> {
        audit.append(call.workspace(), call.audit("channel.added", "channel:" + channel.id()));
        yield Answer.of(ChannelWire.of(channel, secret));
      }
      case ChannelDesk.Wish.Mistaken(List<FieldProblem> problems) ->
          Answer.refused(Problem.invalid(problems));
      case ChannelDesk.Wish.TooMany _ ->
          Answer.refused(
              Problem.of(
                  409,
                  "notifications.too-many-channels",
                  "Too many channels",
                  "A workspace has at most "
                      + Channel.CHANNELS_MAX
                      + " channels. Remove one first."));
    };
  }

  private Answer<Nothing> remove(Call call) {
    String id = call.path("id");
    if (!channels.remove(call.workspace(), id)) {
      return Answer.refused(Problem.notFound());
    }
    audit.append(call.workspace(), call.audit("channel.removed", "channel:" + id));
    return Answer.done();
  }
}

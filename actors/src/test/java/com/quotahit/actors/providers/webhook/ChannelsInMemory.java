package com.quotahit.actors.providers.webhook;

import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.ChannelsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Channels without a database, and a note of whom was told what about them. */
final class ChannelsInMemory implements ChannelsPort, NotifyPort {

  private final Map<String, Stored> channels = new LinkedHashMap<>();
  final List<News> told = new ArrayList<>();

  Channel only() {
    return channels.values().iterator().next().channel();
  }

  @Override
  public boolean add(WorkspaceId workspace, Stored channel) {
    channels.put(channel.channel().id(), channel);
    return true;
  }

  @Override
  public List<Channel> list(WorkspaceId workspace) {
    return channels.values().stream().map(Stored::channel).toList();
  }

  @Override
  public Optional<Stored> find(WorkspaceId workspace, String id) {
    return Optional.ofNullable(channels.get(id));
  }

  @Override
  public boolean remove(WorkspaceId workspace, String id) {
    return channels.remove(id) != null;
  }

  @Override
  public void arrived(WorkspaceId workspace, String id) {
    set(id, Optional.empty(), only().disabledAt());
  }

  @Override
  public Instant failed(WorkspaceId workspace, String id, Instant now) {
    Instant since = only().failingSince().orElse(now);
    set(id, Optional.of(since), only().disabledAt());
    return since;
  }

  @Override
  public boolean disable(WorkspaceId workspace, String id, Instant now) {
    boolean first = only().disabledAt().isEmpty();
    set(id, only().failingSince(), Optional.of(now));
    return first;
  }

  private void set(String id, Optional<Instant> failing, Optional<Instant> disabled) {
    Stored was = channels.get(id);
    Channel c = was.channel();
    channels.put(
        id,
        new Stored(
            new Channel(
                c.id(),
                c.kind(),
                c.host(),
                c.types(),
                c.createdBy(),
                c.createdAt(),
                failing,
                disabled),
            was.sealed()));
  }

  @Override
  public void tell(WorkspaceId workspace, Audience audience, News news, String dedupeKey) {
    told.add(news);
  }

  @Override
  public void tellPlatformAdmins(News news, String dedupeKey) {
    told.add(news);
  }
}

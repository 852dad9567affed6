package com.quotahit.core.notifications;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where channels are kept. Every call blocks shortly. */
public interface ChannelsPort {

  /**
   * @param sealed its address and its signing secret
   */
  record Stored(Channel channel, Sealed sealed) {}

  /** False when the workspace has as many as it may. */
  boolean add(WorkspaceId workspace, Stored channel);

  List<Channel> list(WorkspaceId workspace);

  Optional<Stored> find(WorkspaceId workspace, String id);

  boolean remove(WorkspaceId workspace, String id);

  /** Something arrived there. */
  void arrived(WorkspaceId workspace, String id);

  /** Nothing arrived there; says since when. */
  Instant failed(WorkspaceId workspace, String id, Instant now);

  /** Nothing more is posted there; true for the one who did it. */
  boolean disable(WorkspaceId workspace, String id, Instant now);
}

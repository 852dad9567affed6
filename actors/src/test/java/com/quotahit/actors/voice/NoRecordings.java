package com.quotahit.actors.voice;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that holds nothing and takes nothing. */
public class NoRecordings implements RecordingStorePort {

  @Override
  public Segment open(Key key, long epoch, long offsetMs) {
    throw new IllegalStateException("nothing is recorded here");
  }

  @Override
  public Optional<Recording> join(Key key) {
    return Optional.empty();
  }

  @Override
  public Optional<Recording> find(Key key) {
    return Optional.empty();
  }

  @Override
  public Optional<SeekableByteChannel> read(Key key) {
    return Optional.empty();
  }

  @Override
  public void delete(Key key) {}

  @Override
  public List<WorkspaceId> workspaces() {
    return List.of();
  }

  @Override
  public List<String> sessions(WorkspaceId workspace) {
    return List.of();
  }

  @Override
  public int deleteBefore(WorkspaceId workspace, Instant moment) {
    return 0;
  }
}

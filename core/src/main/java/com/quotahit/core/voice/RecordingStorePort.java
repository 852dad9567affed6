package com.quotahit.core.voice;

import com.quotahit.core.shared.WorkspaceId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where recordings of calls are kept. Blocking: call it from virtual threads only. One call may
 * have several segments, one for each connection; they become one stereo file (left the caller,
 * right the persona, 24 kHz) when the call is over.
 */
public interface RecordingStorePort {

  record Key(WorkspaceId workspace, String session) {}

  /**
   * @param waveform loudness over time, for drawing
   */
  record Recording(long durationMs, long bytes, Waveform waveform) {}

  /**
   * Opens a segment for appending; what is appended survives a crash of the process.
   *
   * @param offsetMs where the segment begins on the call's line
   */
  Segment open(Key key, long epoch, long offsetMs) throws IOException;

  /**
   * Joins the segments; harmless when repeated, and after a crash in the middle. Empty without
   * sound.
   */
  Optional<Recording> join(Key key) throws IOException;

  Optional<Recording> find(Key key) throws IOException;

  /** The joined WAVE file, for reading any part of it. */
  Optional<SeekableByteChannel> read(Key key) throws IOException;

  void delete(Key key) throws IOException;

  /** Workspaces of which this store keeps something. */
  List<WorkspaceId> workspaces() throws IOException;

  /** Calls of which this store keeps something. */
  List<String> sessions(WorkspaceId workspace) throws IOException;

  /** Deletes every call whose sound was last written before; says of how many calls. */
  int deleteBefore(WorkspaceId workspace, Instant moment) throws IOException;

  interface Segment extends AutoCloseable {

    /** Appends interleaved little-endian 16 bit stereo. */
    void append(byte[] pcm, int offset, int length) throws IOException;

    @Override
    void close() throws IOException;
  }
}

package com.quotahit.persistence.voice;

import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.Waveform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recordings in a directory of this node. Segments are headless sound, so that a crash leaves
 * nothing to repair; the header is written when they are joined.
 */
public final class RecordingDirectory implements RecordingStorePort {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String WAVE = "call.wav";
  private static final String PEAKS = "call.peaks";

  private static final int LOCKS = 64;

  private final Path root;

  /** Other nodes may share the disk: what is unfinished carries a name of our own. */
  private final String fresh = WAVE + "." + UUID.randomUUID() + ".new";

  /** Segments that a call of this process still writes; they are joined when it has closed them. */
  private final Set<Path> written = ConcurrentHashMap.newKeySet();

  /** Two that join one recording take turns. */
  private final Lock[] joining = new Lock[LOCKS];

  public RecordingDirectory(Path root) {
    this.root = root;
    Arrays.setAll(joining, _ -> new ReentrantLock());
  }

  @Override
  public Segment open(Key key, long epoch, long offsetMs) throws IOException {
    Path folder = Files.createDirectories(folder(key));
    // A number in front keeps the order of connections; the offset is all that joining needs.
    Path file = folder.resolve("%012d-%012d.pcm".formatted(epoch, offsetMs));
    written.add(file);
    FileChannel out = opened(file);
    return new Segment() {
      @Override
      public void append(byte[] pcm, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(pcm, offset, length);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          out.close();
        } finally {
          written.remove(file);
        }
      }
    };
  }

  private FileChannel opened(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      written.remove(file);
      throw failure;
    }
  }

  @Override
  public Optional<Recording> join(Key key) throws IOException {
    Path folder = folder(key);
    Lock turn = joining[Math.floorMod(folder.hashCode(), LOCKS)];
    turn.lock();
    try {
      List<Path> segments =
          segments(folder).stream().filter(segment -> !written.contains(segment)).toList();
      if (!segments.isEmpty()) {
        join(folder, segments);
      }
    } finally {
      turn.unlock();
    }
    return find(key);
  }

  private void join(Path folder, List<Path> segments) throws IOException {
    Path wave = folder.resolve(WAVE);
    Path unfinished = folder.resolve(fresh);
    StereoWave joined = StereoWave.begin(unfinished);
    try (joined) {
      if (Files.exists(wave)) {
        joined.copyWave(wave);
      }
      for (Path segment : segments) {
        joined.copySegment(segment, offsetMs(segment));
      }
    }
    Files.write(folder.resolve(PEAKS), joined.peaks().bytes());
    Files.move(
        unfinished,
        wave,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    for (Path segment : segments) {
      Files.deleteIfExists(segment);
    }
  }

  @Override
  public Optional<Recording> find(Key key) throws IOException {
    Path wave = folder(key).resolve(WAVE);
    Path peaks = folder(key).resolve(PEAKS);
    if (!Files.exists(wave) || !Files.exists(peaks)) {
      return Optional.empty();
    }
    long bytes = Files.size(wave);
    Waveform waveform = Peaks.read(Files.readAllBytes(peaks));
    return Optional.of(new Recording(StereoWave.durationMs(bytes), bytes, waveform));
  }

  @Override
  public Optional<SeekableByteChannel> read(Key key) throws IOException {
    Path wave = folder(key).resolve(WAVE);
    return Files.exists(wave) ? Optional.of(Files.newByteChannel(wave)) : Optional.empty();
  }

  @Override
  public List<WorkspaceId> workspaces() throws IOException {
    // Whatever else lies there is none of ours, and no reason to look after none.
    return names(root).stream()
        .filter(name -> Ids.valid(WorkspaceId.PREFIX, name))
        .map(WorkspaceId::new)
        .toList();
  }

  @Override
  public List<String> sessions(WorkspaceId workspace) throws IOException {
    return names(root.resolve(workspace.value()));
  }

  @Override
  public int deleteBefore(WorkspaceId workspace, Instant moment) throws IOException {
    int deleted = 0;
    for (String session : sessions(workspace)) {
      Key key = new Key(workspace, session);
      if (lastWritten(folder(key)).isBefore(moment)) {
        delete(key);
        deleted++;
      }
    }
    return deleted;
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .toList();
    }
  }

  /** A call that goes on is being written, and so is young. */
  private static Instant lastWritten(Path folder) throws IOException {
    Instant newest = Instant.EPOCH;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        newest = written.isAfter(newest) ? written : newest;
      }
    }
    return newest;
  }

  @Override
  public void delete(Key key) throws IOException {
    Path folder = folder(key);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path folder(Key key) {
    if (!NAME.matcher(key.session()).matches()) {
      throw new IllegalArgumentException("not a name for a recording: '" + key.session() + "'");
    }
    return root.resolve(key.workspace().value()).resolve(key.session());
  }

  private static List<Path> segments(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pcm")).sorted().toList();
    }
  }

  private static long offsetMs(Path segment) {
    String name = segment.getFileName().toString();
    return Long.parseLong(name.substring(name.indexOf('-') + 1, name.length() - ".pcm".length()));
  }
}

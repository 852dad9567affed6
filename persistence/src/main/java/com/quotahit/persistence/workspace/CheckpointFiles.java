package com.quotahit.persistence.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.json.Json;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheckpoint;
import com.quotahit.core.workspace.AuditWitnessPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Checkpoints in files of one line each, a file a month: {@code <directory>/2026-11.jsonl}. Every
 * line is signed and names the hash of the line before it, so none can be changed or taken out of
 * the middle unseen. Copy the files to a place of their own, and whoever owns this machine is found
 * out as well.
 */
public final class CheckpointFiles implements AuditWitnessPort, SealedRowsPort {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);
  private static final String FIRST = "0".repeat(64);

  /** One line. What is signed is all of it but the signature, joined by blanks. */
  private record Line(
      String chain,
      long seq,
      String hash,
      String at,
      String previous,
      String key,
      String signature) {

    String signed() {
      return signed(chain, seq, hash, at, previous, key);
    }

    static String signed(
        String chain, long seq, String hash, String at, String previous, String key) {
      return String.join(" ", chain, Long.toString(seq), hash, at, previous, key);
    }
  }

  private final Path directory;
  private final CheckpointKey key;
  private final Map<String, Long> latest = new HashMap<>();
  private String last = FIRST;

  private CheckpointFiles(Path directory, CheckpointKey key) {
    this.directory = directory;
    this.key = key;
  }

  /** Makes the key at the first start, and reads what was kept. */
  public static CheckpointFiles in(Path directory, SealPort seal) throws IOException {
    CheckpointFiles files = new CheckpointFiles(directory, CheckpointKey.in(directory, seal));
    List<Path> all = files.files();
    if (!all.isEmpty()) {
      cutTornLine(all.getLast());
    }
    return files.remembering();
  }

  /** For who only checks, perhaps beside a node that writes: changes nothing. */
  public static CheckpointFiles reading(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new CheckpointFiles(directory, CheckpointKey.reading(directory)).remembering();
  }

  private CheckpointFiles remembering() {
    read((text, line) -> {
      last = hash(text);
      line.ifPresent(l -> latest.merge(l.chain, l.seq, Math::max));
    });
    return this;
  }

  /** The key for signing is this node's own and no row, but is sealed like one. */
  @Override
  public synchronized int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return key.carriedOver(version, rewrap) ? 1 : 0;
  }

  @Override
  public synchronized int witness(List<AuditCheckpoint> heads) {
    StringBuilder lines = new StringBuilder();
    String month = "";
    String previous = last;
    Map<String, Long> moved = new HashMap<>();
    for (AuditCheckpoint head : heads) {
      if (head.seq() > latest.getOrDefault(head.chain(), 0L)) {
        String text = line(head, previous);
        lines.append(text).append('\n');
        previous = hash(text);
        month = MONTH.format(head.at());
        moved.put(head.chain(), head.seq());
      }
    }
    if (!moved.isEmpty()) {
      append(directory.resolve(month + ".jsonl"), lines.toString());
      last = previous;
      latest.putAll(moved);
    }
    return moved.size();
  }

  @Override
  public synchronized Testimony about(AuditChain chain) {
    class Reading {
      Optional<AuditCheckpoint> found = Optional.empty();
      String previous = FIRST;
      boolean tampered;
    }
    Reading reading = new Reading();
    read((text, read) -> {
      boolean fits = read.filter(line -> line.previous.equals(reading.previous)).isPresent();
      reading.tampered |= !fits;
      reading.previous = hash(text);
      read.filter(line -> line.chain.equals(chain.key()))
          .ifPresent(line -> {
            if (key.signed(line.key, line.signed(), line.signature)) {
              reading.found =
                  Optional.of(
                      new AuditCheckpoint(line.chain, line.seq, line.hash, Instant.parse(line.at)));
            } else {
              reading.tampered = true;
            }
          });
    });
    // What this process has written itself and is not there any more was taken away.
    boolean cut = !reading.previous.equals(last);
    return new Testimony(reading.found, reading.tampered || cut);
  }

  @Override
  public synchronized Set<String> chains() {
    return Set.copyOf(latest.keySet());
  }

  private String line(AuditCheckpoint head, String previous) {
    String at = head.at().toString();
    String signature =
        key.sign(Line.signed(head.chain(), head.seq(), head.hash(), at, previous, key.id()));
    Line line = new Line(head.chain(), head.seq(), head.hash(), at, previous, key.id(), signature);
    try {
      return Json.mapper().writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint is always JSON", e);
    }
  }

  private static void append(Path file, String lines) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep checkpoints", e);
    }
  }

  /** Tells of every line, oldest first; one that is no checkpoint at all is empty. */
  private void read(BiConsumer<String, Optional<Line>> each) {
    try {
      for (Path file : files()) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
          for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            each.accept(text, parsed(text));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read checkpoints", e);
    }
  }

  private static Optional<Line> parsed(String text) {
    try {
      return Optional.ofNullable(Json.mapper().readValue(text, Line.class))
          .filter(line ->
              Stream.of(line.chain, line.hash, line.at, line.previous, line.key, line.signature)
                  .noneMatch(Objects::isNull));
    } catch (JsonProcessingException notOurs) {
      return Optional.empty();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(file -> file.getFileName().toString().matches("\\d{4}-\\d{2}\\.jsonl"))
          .sorted()
          .toList();
    }
  }

  /** A node that was killed while it wrote leaves a line without an end; it was never promised. */
  private static void cutTornLine(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
  }

  private static String hash(String line) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}

package com.quotahit.actors.providers.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sound of phrases that come again. Memory holds the last ones used; files hold only phrases that
 * we ship ourselves, never what was said in somebody's call. Both are bounded, least recently used
 * first out.
 */
final class PhraseCache {

  /**
   * Raise when the model, the pronunciation or the trimming changes: old files are then never
   * found.
   */
  private static final String EDITION = "kokoro-2";

  private static final String ENDING = ".pcm";

  private final Path directory;
  private final int filesMax;
  private final Map<String, byte[]> memory;

  PhraseCache(Path directory, int phrasesMax, int filesMax) {
    this.directory = directory;
    this.filesMax = filesMax;
    this.memory =
        new LinkedHashMap<>(256, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > phrasesMax;
          }
        };
  }

  /** Case and the mark at the end do not change how a phrase of a word or two is said. */
  static String key(String text, String voice, double speed) {
    String said = text.strip().toLowerCase(Locale.ROOT).replaceAll("[,.!…]+$", "");
    return voice + '|' + Math.round(speed * 100) + '|' + said;
  }

  Optional<byte[]> inMemory(String key) {
    synchronized (memory) {
      return Optional.ofNullable(memory.get(key));
    }
  }

  /** Reads the file when memory has nothing; may block. */
  Optional<byte[]> anywhere(String key) {
    Optional<byte[]> found = inMemory(key);
    if (found.isPresent()) {
      return found;
    }
    Path file = file(key);
    try {
      byte[] sound = Files.readAllBytes(file);
      if (sound.length == 0 || sound.length % 2 != 0) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      keep(key, sound);
      return Optional.of(sound);
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  void keep(String key, byte[] sound) {
    synchronized (memory) {
      memory.put(key, sound);
    }
  }

  /** A cache that cannot write is slower, not broken. */
  void keepForGood(String key, byte[] sound) {
    keep(key, sound);
    try {
      Files.createDirectories(directory);
      Path partial = Files.createTempFile(directory, "phrase", ".partial");
      Files.write(partial, sound);
      Files.move(
          partial, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      removeOldest();
    } catch (IOException notWritable) {
      // Memory has it for this run.
    }
  }

  private void removeOldest() throws IOException {
    List<Path> files;
    try (var all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(ENDING)).toList();
    }
    if (files.size() <= filesMax) {
      return;
    }
    var byAge =
        files.stream()
            .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
            .toList();
    // A tenth more than needed, so that the directory is not listed in vain for each new phrase.
    for (Path file : byAge.subList(0, files.size() - filesMax + filesMax / 10)) {
      Files.deleteIfExists(file);
    }
  }

  private Path file(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((EDITION + '|' + key).getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(hash, 0, 16) + ENDING);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

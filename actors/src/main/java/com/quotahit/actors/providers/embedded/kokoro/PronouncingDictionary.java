package com.quotahit.actors.providers.embedded.kokoro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** 135,000 English words with their sounds, in the phoneme alphabet of the CMU dictionary. */
final class PronouncingDictionary {

  private final Map<String, String> sounds;

  PronouncingDictionary(Map<String, String> sounds) {
    this.sounds = sounds;
  }

  static PronouncingDictionary read(Path file) throws IOException {
    var sounds = new HashMap<String, String>(300_000);
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(line -> take(line, sounds));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    if (sounds.size() < 100_000) {
      throw new IOException("only " + sounds.size() + " words in " + file);
    }
    return new PronouncingDictionary(sounds);
  }

  Optional<String> soundsOf(String word) {
    return Optional.ofNullable(sounds.get(word));
  }

  boolean knows(String word) {
    return sounds.containsKey(word);
  }

  /** Lines look like {@code "quota": "K W OW1 T AH0",}; other lines are code around them. */
  private static void take(String line, Map<String, String> into) {
    int colon = line.indexOf("\": \"");
    int skip = 1;
    if (colon < 0) {
      colon = line.indexOf(": \"");
      skip = 0;
    }
    int end = line.lastIndexOf('"');
    if (colon < 0 || !line.startsWith("  ")) {
      return;
    }
    int from = colon + skip + 3;
    if (end > from) {
      into.putIfAbsent(line.substring(2 + skip, colon), line.substring(from, end));
    }
  }
}

package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.Wav;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recordings in the test resources, with the words that are spoken in them. */
public final class Recordings {

  /**
   * @param pcm16k samples at 16 kHz
   */
  public record Recording(String name, String words, float[] pcm16k) {}

  private Recordings() {}

  public static List<Recording> all() {
    String table = new String(bytes("transcripts.tsv"), StandardCharsets.UTF_8);
    return table
        .lines()
        .map(line -> line.split("\t"))
        .map(row -> new Recording(row[0], row[1], Wav.parse(bytes(row[0])).at(16_000).samples()))
        .toList();
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/speech/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no recording " + name);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package com.quotahit.persistence.voice;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stereo WAVE file being put together from pieces with their places; what is between is silence.
 */
final class StereoWave implements AutoCloseable {

  static final int RATE = 24_000;
  private static final int FRAME_BYTES = 4;
  private static final int HEADER_BYTES = 44;
  private static final int BATCH_BYTES = 64 * 1024;

  private final RandomAccessFile file;
  private final Peaks peaks = new Peaks();
  private long dataBytes;

  private StereoWave(RandomAccessFile file) {
    this.file = file;
  }

  static StereoWave begin(Path path) throws IOException {
    Files.deleteIfExists(path);
    return new StereoWave(new RandomAccessFile(path.toFile(), "rw"));
  }

  static long durationMs(long fileBytes) {
    return Math.max(0, fileBytes - HEADER_BYTES) * 1_000 / (RATE * FRAME_BYTES);
  }

  void copyWave(Path wave) throws IOException {
    copy(wave, HEADER_BYTES, 0);
  }

  void copySegment(Path segment, long offsetMs) throws IOException {
    copy(segment, 0, offsetMs * RATE / 1_000 * FRAME_BYTES);
  }

  Peaks peaks() {
    return peaks;
  }

  private void copy(Path from, long skip, long to) throws IOException {
    byte[] batch = new byte[BATCH_BYTES];
    try (RandomAccessFile in = new RandomAccessFile(from.toFile(), "r")) {
      in.seek(skip);
      long at = to;
      // A crash may have left part of a frame at the end; it is left out.
      long left = Math.max(0, in.length() - skip) / FRAME_BYTES * FRAME_BYTES;
      while (left > 0) {
        int part = (int) Math.min(left, BATCH_BYTES);
        in.readFully(batch, 0, part);
        file.seek(HEADER_BYTES + at);
        file.write(batch, 0, part);
        peaks.add(at / FRAME_BYTES, batch, part);
        at += part;
        left -= part;
      }
      dataBytes = Math.max(dataBytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (36 + dataBytes));
      head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
      head.putShort((short) 1).putShort((short) 2).putInt(RATE).putInt(RATE * FRAME_BYTES);
      head.putShort((short) FRAME_BYTES).putShort((short) 16);
      head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
      file.seek(0);
      file.write(head.array());
      file.getFD().sync();
    }
  }
}

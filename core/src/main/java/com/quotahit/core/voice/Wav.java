package com.quotahit.core.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A recording in memory, mono, as RIFF/WAVE bytes and back. Reads 16 bit PCM, 32 bit float and
 * G.711 µ-law, of any number of channels (averaged); writes 16 bit PCM.
 */
public record Wav(float[] samples, int rate) {

  private static final int FORMAT_FLOAT = 3;
  private static final int FORMAT_MU_LAW = 7;
  private static final int HEADER_BYTES = 44;

  public double seconds() {
    return samples.length / (double) rate;
  }

  /** The same recording at another rate. */
  public Wav at(int newRate) {
    return new Wav(Resampler.resample(samples, rate, newRate), newRate);
  }

  /**
   * @throws IllegalArgumentException when these are no WAVE bytes that we can read
   */
  public static Wav parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !text(in, 0).equals("RIFF") || !text(in, 8).equals("WAVE")) {
      throw new IllegalArgumentException("no RIFF/WAVE header in " + bytes.length + " bytes");
    }
    int format = 1;
    int channels = 1;
    int rate = 0;
    int at = 12;
    while (at + 8 <= bytes.length) {
      String id = text(in, at);
      int length = in.getInt(at + 4);
      int body = at + 8;
      if (length < 0 || length > bytes.length - body) {
        length = bytes.length - body;
      }
      if (id.equals("fmt ") && length >= 16) {
        format = in.getShort(body) & 0xffff;
        channels = in.getShort(body + 2);
        rate = in.getInt(body + 4);
      } else if (id.equals("data")) {
        if (rate <= 0 || channels <= 0) {
          throw new IllegalArgumentException("WAVE data before a usable format");
        }
        return new Wav(read(in, body, length, format, channels), rate);
      }
      at = body + length + (length & 1);
    }
    throw new IllegalArgumentException("WAVE bytes without a data chunk");
  }

  public byte[] bytes() {
    byte[] pcm = Pcm16.toBytes(samples);
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length).put(pcm);
    return out.array();
  }

  private static float[] read(ByteBuffer in, int body, int length, int format, int channels) {
    int width =
        switch (format) {
          case FORMAT_FLOAT -> 4;
          case FORMAT_MU_LAW -> 1;
          case 1 -> 2;
          default ->
              throw new IllegalArgumentException("WAVE format " + format + " is not one we read");
        };
    float[] samples = new float[length / (width * channels)];
    for (int i = 0; i < samples.length; i++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int at = body + (i * channels + channel) * width;
        sum +=
            switch (width) {
              case 4 -> in.getFloat(at);
              case 1 -> MuLaw.decode(in.get(at)) / 32768f;
              default -> in.getShort(at) / 32768f;
            };
      }
      samples[i] = sum / channels;
    }
    return samples;
  }

  private static String text(ByteBuffer in, int at) {
    byte[] four = new byte[4];
    in.get(at, four);
    return new String(four, StandardCharsets.US_ASCII);
  }
}

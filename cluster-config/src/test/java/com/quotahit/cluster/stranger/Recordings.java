package com.quotahit.cluster.stranger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the rep in the tests says: recorded once with a synthetic voice, PCM16 mono 24 kHz. */
public enum Recordings {
  GREETING("greeting", "Hi, this is Ann from North Wind. Did I catch you at a good time?"),
  QUESTION("question", "How do you handle reporting in your sales team today?"),
  BUDGET("budget", "What budget have you planned for this year?"),
  INTERRUPTION(
      "interruption", "Sorry, let me stop you there. What does that cost you every month?"),
  STORY(
      "story",
      "We work with three other companies of your size. They cut the time it takes to approve an"
          + " invoice from nine days to two, and their month end closes a day earlier."),
  OFFER(
      "offer",
      "I suggest a pilot with one team for four weeks. You see the numbers before anybody signs,"
          + " and if they are not better, you have lost nothing."),
  NEXT_STEP("next-step", "Shall we meet on Tuesday at ten to look at it together?");

  private static final int WAV_HEADER = 44;

  private final String file;
  private final String words;

  Recordings(String file, String words) {
    this.file = file;
    this.words = words;
  }

  String file() {
    return file;
  }

  /** The words spoken. */
  public String words() {
    return words;
  }

  /** The sound, without the header of its file. */
  public byte[] pcm() {
    try (InputStream in = Recordings.class.getResourceAsStream("/speech/rep/" + file + ".wav")) {
      byte[] wav = in.readAllBytes();
      return java.util.Arrays.copyOfRange(wav, WAV_HEADER, wav.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

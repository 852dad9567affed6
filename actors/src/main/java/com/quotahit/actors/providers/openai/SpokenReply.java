package com.quotahit.actors.providers.openai;

import com.quotahit.core.voice.HeardText;
import java.util.Arrays;

/** One reply as far as it has arrived. */
final class SpokenReply {

  private static final int BYTES_PER_MS = 48;

  private final String id;
  private final RealtimeLink link;
  private final StringBuilder text = new StringBuilder();
  private String itemId = "";
  private long bytes;
  private byte[] odd = new byte[0];
  private boolean discarded;

  SpokenReply(String id, RealtimeLink link) {
    this.id = id;
    this.link = link;
  }

  String id() {
    return id;
  }

  RealtimeLink link() {
    return link;
  }

  String itemId() {
    return itemId;
  }

  boolean discarded() {
    return discarded;
  }

  void discard() {
    discarded = true;
  }

  long receivedMs() {
    return bytes / BYTES_PER_MS;
  }

  String text() {
    return text.toString();
  }

  void write(String delta) {
    text.append(delta);
  }

  /** Whole samples only: half a sample waits for its other half. */
  byte[] sound(String item, byte[] pcm) {
    itemId = item;
    byte[] all = pcm;
    if (odd.length > 0) {
      all = Arrays.copyOf(odd, 1 + pcm.length);
      System.arraycopy(pcm, 0, all, 1, pcm.length);
    }
    boolean half = all.length % 2 == 1;
    odd = half ? new byte[] {all[all.length - 1]} : new byte[0];
    byte[] whole = half ? Arrays.copyOf(all, all.length - 1) : all;
    bytes += whole.length;
    return whole;
  }

  /** The words that fit into so much of the sound, cut between words. */
  String heard(long heardMs) {
    return HeardText.upTo(text(), (int) heardMs, (int) receivedMs());
  }
}

package com.quotahit.actors.providers.openai;

import com.quotahit.core.voice.EngineBrief;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What both sides said, for a fresh session to know; the oldest is forgotten beyond the bound. */
final class RealtimeHistory {

  /** One thing said. Its id in the provider's conversation changes with the session. */
  static final class Entry {

    private final String key;
    private final boolean byCaller;
    private String itemId;
    private String text;

    private Entry(String key, boolean byCaller, String text) {
      this.key = key;
      this.itemId = key;
      this.byCaller = byCaller;
      this.text = text;
    }

    boolean byCaller() {
      return byCaller;
    }

    String itemId() {
      return itemId;
    }

    String text() {
      return text;
    }
  }

  private final int most;
  private final List<Entry> entries = new ArrayList<>();
  private int replayed;

  RealtimeHistory(EngineBrief brief, int most) {
    this.most = most;
    int next = 0;
    for (EngineBrief.Spoken spoken : brief.spoken()) {
      add("brief_" + next++, spoken.byCaller(), spoken.text());
    }
  }

  Entry add(String key, boolean byCaller, String text) {
    Entry entry = new Entry(key, byCaller, text);
    entries.add(entry);
    if (entries.size() > most) {
      entries.removeFirst();
    }
    return entry;
  }

  Optional<Entry> find(String key) {
    return entries.stream().filter(entry -> entry.key.equals(key)).findFirst();
  }

  void say(String key, String text) {
    find(key).ifPresent(entry -> entry.text = text);
  }

  /** All that has words, under ids of our own for the session that hears it now. */
  List<Entry> replay() {
    List<Entry> said = entries.stream().filter(entry -> !entry.text.isBlank()).toList();
    replayed++;
    for (int i = 0; i < said.size(); i++) {
      said.get(i).itemId = "qh_" + replayed + "_" + i;
    }
    return said;
  }

  /** The entry's words as a new item, behind a correction. */
  Entry renamed(Entry entry) {
    entry.itemId = entry.itemId + "c";
    return entry;
  }
}

package com.quotahit.actors.voice.cascade;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatMessage.Role;
import com.quotahit.core.voice.EngineBrief;
import java.util.ArrayList;
import java.util.List;

/** What both sides have heard of each other, as a language model wants it. */
final class CascadeMemory {

  /** The oldest messages go first; no practice call comes near it. */
  private static final int MESSAGES_MAX = 400;

  private final List<Entry> entries = new ArrayList<>();

  private ChatMessage instructions;

  private record Entry(String reply, ChatMessage message) {}

  CascadeMemory(EngineBrief brief) {
    this.instructions = instructions(brief);
    for (EngineBrief.Spoken spoken : brief.spoken()) {
      add("", spoken.byCaller() ? Role.USER : Role.ASSISTANT, spoken.text());
    }
  }

  /** Somebody else goes on, who knows all that was said. */
  void playedBy(EngineBrief brief) {
    instructions = instructions(brief);
  }

  private static ChatMessage instructions(EngineBrief brief) {
    return new ChatMessage(Role.SYSTEM, brief.instructions());
  }

  void callerSaid(String text) {
    add("", Role.USER, text);
  }

  void weSaid(String reply, String text) {
    entries.removeIf(entry -> !reply.isEmpty() && entry.reply.equals(reply));
    if (!text.isBlank()) {
      add(reply, Role.ASSISTANT, text);
    }
  }

  /** Of this reply only so much was heard; nothing changes when the reply is not known. */
  void heardOnly(String reply, String text) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).reply.equals(reply)) {
        if (text.isBlank()) {
          entries.remove(i);
        } else {
          entries.set(i, new Entry(reply, new ChatMessage(Role.ASSISTANT, text)));
        }
        return;
      }
    }
  }

  /** The conversation with a stage direction for the next answer, empty for none. */
  List<ChatMessage> messages(String guidance) {
    var messages = new ArrayList<ChatMessage>();
    messages.add(instructions);
    entries.forEach(entry -> messages.add(entry.message));
    if (!guidance.isBlank()) {
      messages.add(new ChatMessage(Role.SYSTEM, guidance));
    }
    return messages;
  }

  /** The same as if the caller had also said this. */
  List<ChatMessage> messagesAfter(String callerSays) {
    List<ChatMessage> messages = messages("");
    messages.add(new ChatMessage(Role.USER, callerSays));
    return messages;
  }

  private void add(String reply, Role role, String text) {
    if (entries.size() >= MESSAGES_MAX) {
      entries.removeFirst();
    }
    entries.add(new Entry(reply, new ChatMessage(role, text)));
  }
}

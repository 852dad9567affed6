package com.quotahit.actors.sandbox.openai;

import com.quotahit.core.voice.RecognizerPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of one utterance while it is spoken: drafts whose beginnings agree become live text, a
 * pause starts the final recognition early, and its last word says whether the thought is complete.
 * Runs on the session's actor.
 */
final class RealtimeUtterance {

  private static final Pattern HANGING =
      Pattern.compile("(?i).*\\b(and|but|or|so|because|um|uh|er|the|a|to|of|with|if|that)[.,…]*$");

  private final String itemId;
  private final RecognizerPort recognizer;
  private final Consumer<Runnable> later;
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private String lastDraft = "";
  private String live = "";
  private boolean drafting;
  private int pauses;
  private @Nullable CompletionStage<String> ahead;

  RealtimeUtterance(String itemId, RecognizerPort recognizer, Consumer<Runnable> later) {
    this.itemId = itemId;
    this.recognizer = recognizer;
    this.later = later;
  }

  String itemId() {
    return itemId;
  }

  /** The final words, once known. */
  CompletableFuture<String> text() {
    return text;
  }

  /** What was already given out as live text. */
  String live() {
    return live;
  }

  /** Recognises what was said so far, and gives out what two drafts agree on. */
  void draft(float[] sound, Consumer<String> more) {
    if (drafting || ahead != null) {
      return;
    }
    drafting = true;
    recognizer
        .recognize(sound, RecognizerPort.Effort.DRAFT)
        .whenComplete((draft, failure) ->
            later.accept(() -> {
              drafting = false;
              if (failure == null && !text.isDone()) {
                agree(draft, more);
              }
            }));
  }

  private void agree(String draft, Consumer<String> more) {
    int same = 0;
    int most = Math.min(draft.length(), lastDraft.length());
    while (same < most && draft.charAt(same) == lastDraft.charAt(same)) {
      same++;
    }
    int word = draft.lastIndexOf(' ', same - 1);
    lastDraft = draft;
    if (word > live.length() && draft.startsWith(live)) {
      String delta = draft.substring(live.length(), word);
      live = draft.substring(0, word);
      more.accept(delta);
    }
  }

  /** Speech paused: recognise now, and tell whether these words end a thought. */
  void paused(float[] sound, Runnable whenComplete) {
    int pause = ++pauses;
    CompletionStage<String> recognised = recognizer.recognize(sound, RecognizerPort.Effort.FINAL);
    ahead = recognised;
    recognised.thenAccept(words ->
        later.accept(() -> {
          if (pause == pauses && ahead != null && completeThought(words)) {
            whenComplete.run();
          }
        }));
  }

  void resumed() {
    pauses++;
    ahead = null;
  }

  /** The turn is over: settles the words, with what the pause already found out where it did. */
  void ended(float[] sound) {
    pauses++;
    CompletionStage<String> words =
        ahead != null ? ahead : recognizer.recognize(sound, RecognizerPort.Effort.FINAL);
    words.whenComplete((found, failure) -> text.complete(failure == null ? found : ""));
  }

  private static boolean completeThought(String words) {
    String said = words.strip();
    return !said.isEmpty()
        && ".?!".indexOf(said.charAt(said.length() - 1)) >= 0
        && !HANGING.matcher(said).matches();
  }
}

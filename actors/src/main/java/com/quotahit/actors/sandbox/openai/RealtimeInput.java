package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.voice.MuLaw;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.Resampler;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The input audio buffer of a realtime session: the caller's sound becomes turns and words. */
final class RealtimeInput implements RealtimeEars.Listener {

  private static final int BYTES_MOST = 15 << 20;
  private static final int COMMIT_LEAST = 2400;
  private static final int TOKENS_PER_SECOND = 10;
  private static final int BUFFER_MOST = 24_000 * 120;

  private final SandboxIds ids;
  private final RealtimeOutlet outlet;
  private final RealtimeItems items;
  private final RealtimeConfig config;
  private final SandboxFaculties faculties;
  private final long draftMs;
  private final Consumer<Runnable> later;
  private final Runnable speechBegan;
  private final Runnable turnTaken;
  private final Resampler fromTelephone = new Resampler(8_000, 24_000);
  private @Nullable RealtimeEars ears;
  private @Nullable RealtimeUtterance utterance;
  private long draftDueMs;
  private boolean deaf;
  private float[] pushed = new float[0];

  RealtimeInput(
      SandboxIds ids,
      RealtimeOutlet outlet,
      RealtimeItems items,
      RealtimeConfig config,
      SandboxFaculties faculties,
      OpenAiSandboxSettings settings,
      Consumer<Runnable> later,
      Runnable speechBegan,
      Runnable turnTaken) {
    this.ids = ids;
    this.outlet = outlet;
    this.items = items;
    this.config = config;
    this.faculties = faculties;
    this.draftMs = settings.draftInterval().toMillis();
    this.later = later;
    this.speechBegan = speechBegan;
    this.turnTaken = turnTaken;
  }

  void configured() {
    if (ears != null) {
      ears.tune(config);
    }
  }

  void append(String base64) {
    if (base64.length() > BYTES_MOST) {
      throw WireError.invalid("Audio chunk too large.", "audio", "invalid_value");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw WireError.invalid(
          "Invalid 'audio'. Expected base64-encoded audio bytes.", "audio", "invalid_value");
    }
    float[] sound = decoded(bytes);
    if (deaf) {
      return;
    }
    if (config.detectsTurns()) {
      open().hear(sound);
      draft();
    } else {
      int from = Math.max(0, pushed.length + sound.length - BUFFER_MOST);
      float[] all = Arrays.copyOf(pushed, pushed.length + sound.length);
      System.arraycopy(sound, 0, all, pushed.length, sound.length);
      pushed = from == 0 ? all : Arrays.copyOfRange(all, from, all.length);
    }
  }

  private float[] decoded(byte[] bytes) {
    if (!config.inputFormat().equals("audio/pcmu")) {
      return Pcm16.toFloats(bytes);
    }
    float[] telephone = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      telephone[i] = MuLaw.decode(bytes[i]) / 32768f;
    }
    return fromTelephone.accept(telephone);
  }

  /** Without speech models one error is told, not one for each piece of sound. */
  private RealtimeEars open() {
    if (ears == null) {
      deaf = true;
      if (!faculties.speech()) {
        throw WireError.noSpeech();
      }
      ears = new RealtimeEars(faculties.activity().orElseThrow().open(), this);
      deaf = false;
      ears.tune(config);
    }
    return ears;
  }

  private RecognizerPort recognizer() {
    return faculties.recognizer().orElseThrow(WireError::noSpeech);
  }

  void commit() {
    if (config.detectsTurns() && ears != null && ears.speaking()) {
      ears.end();
      return;
    }
    if (pushed.length < COMMIT_LEAST) {
      throw WireError.invalid(
          "Error committing input audio buffer: buffer too small. Expected at least 100ms of"
              + " audio, but buffer only has %.2fms of audio.".formatted(pushed.length / 24.0),
          null,
          "input_audio_buffer_commit_empty");
    }
    RealtimeUtterance whole = new RealtimeUtterance(ids.next("item"), recognizer(), later);
    float[] sound = Resampler.resample(pushed, 24_000, 16_000);
    pushed = new float[0];
    take(whole, sound);
  }

  void clear() {
    pushed = new float[0];
    if (ears != null) {
      ears.clear();
    }
    outlet.send(outlet.event("input_audio_buffer.cleared"));
  }

  @Override
  public void started(long atMs) {
    RealtimeUtterance next = new RealtimeUtterance(ids.next("item"), recognizer(), later);
    utterance = next;
    draftDueMs = atMs + draftMs;
    outlet.send(
        outlet
            .event("input_audio_buffer.speech_started")
            .put("audio_start_ms", atMs)
            .put("item_id", next.itemId()));
    speechBegan.run();
  }

  @Override
  public void paused(float[] sound) {
    RealtimeUtterance current = utterance;
    if (current != null) {
      current.paused(sound, () -> endByMeaning(current));
    }
  }

  private void endByMeaning(RealtimeUtterance complete) {
    if (config.semantic() && ears != null && ears.speaking() && utterance == complete) {
      ears.end();
    }
  }

  @Override
  public void resumed() {
    if (utterance != null) {
      utterance.resumed();
    }
  }

  @Override
  public void stopped(long endMs, float[] sound) {
    RealtimeUtterance over = utterance;
    utterance = null;
    if (over != null) {
      outlet.send(
          outlet
              .event("input_audio_buffer.speech_stopped")
              .put("audio_end_ms", endMs)
              .put("item_id", over.itemId()));
      take(over, sound);
    }
  }

  private void draft() {
    if (draftMs > 0
        && config.transcribes()
        && ears != null
        && utterance != null
        && ears.positionMs() >= draftDueMs) {
      RealtimeUtterance current = utterance;
      draftDueMs = ears.positionMs() + draftMs;
      current.draft(ears.utterance(), more -> delta(current.itemId(), more));
    }
  }

  private void take(RealtimeUtterance over, float[] sound) {
    over.ended(sound);
    RealtimeItems.Item item =
        new RealtimeItems.Item(
            over.itemId(), ChatMessage.Role.USER, "input_audio", over.text(), "completed");
    String before = items.add(item, null);
    outlet.send(
        outlet
            .event("input_audio_buffer.committed")
            .put("previous_item_id", before)
            .put("item_id", over.itemId()));
    for (String type : new String[] {"conversation.item.added", "conversation.item.done"}) {
      ObjectNode event = outlet.event(type).put("previous_item_id", before);
      event.set("item", item.wire());
      outlet.send(event);
    }
    if (config.transcribes()) {
      over.text().thenAccept(words -> later.accept(() -> transcribed(over, words, sound.length)));
    }
    turnTaken.run();
  }

  private void transcribed(RealtimeUtterance over, String words, int samples) {
    if (words.startsWith(over.live()) && words.length() > over.live().length()) {
      delta(over.itemId(), words.substring(over.live().length()));
    }
    ObjectNode event =
        outlet
            .event("conversation.item.input_audio_transcription.completed")
            .put("item_id", over.itemId())
            .put("content_index", 0)
            .put("transcript", words);
    usage(event.putObject("usage"), words, samples / 16_000.0);
    outlet.send(event);
  }

  private void usage(ObjectNode usage, String words, double seconds) {
    if (config.transcribesByTheSecond()) {
      usage.put("type", "duration").put("seconds", seconds);
      return;
    }
    long in = Math.round(seconds * TOKENS_PER_SECOND);
    long out = (words.length() + 3) / 4;
    usage
        .put("type", "tokens")
        .put("input_tokens", in)
        .put("output_tokens", out)
        .put("total_tokens", in + out)
        .putObject("input_token_details")
        .put("text_tokens", 0)
        .put("audio_tokens", in);
  }

  private void delta(String itemId, String text) {
    outlet.send(
        outlet
            .event("conversation.item.input_audio_transcription.delta")
            .put("item_id", itemId)
            .put("content_index", 0)
            .put("delta", text));
  }

  void close() {
    if (ears != null) {
      ears.close();
    }
  }
}

package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.voice.ClauseSplitter;
import com.quotahit.core.voice.MuLaw;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.SpeechUnavailable;
import com.quotahit.core.voice.SynthesizerPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One response of the stand-in, from {@code response.created} to {@code response.done}. All methods
 * run on the session's actor; what comes from elsewhere returns through {@code later}.
 */
final class RealtimeReply {

  private static final int CHUNK = 9600;

  /** A token for fifty milliseconds of what it says. */
  private static final int BYTES_PER_SOUND_TOKEN = 2_400;

  /** What one response wants, after its own options and the session's are laid together. */
  record Wish(
      List<ChatMessage> before, boolean speaks, boolean remembered, @Nullable JsonNode metadata) {}

  private final String id;
  private final String itemId;
  private final RealtimeOutlet outlet;
  private final RealtimeItems items;
  private final RealtimeConfig config;
  private final SandboxFaculties faculties;
  private final OpenAiSandboxSettings settings;
  private final Consumer<Runnable> later;
  private final Runnable whenOver;
  private final Wish wish;
  private final SpokenText spoken = new SpokenText();
  private final StringBuilder transcript = new StringBuilder();
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final Resampler toTelephone = new Resampler(24_000, 8_000);
  private RealtimeItems.@Nullable Item item;
  private Flow.@Nullable Subscription sound;
  private long firstSoundNanos;
  private long soundBytes;
  private boolean over;

  RealtimeReply(
      SandboxIds ids,
      RealtimeOutlet outlet,
      RealtimeItems items,
      RealtimeConfig config,
      SandboxFaculties faculties,
      OpenAiSandboxSettings settings,
      Wish wish,
      Consumer<Runnable> later,
      Runnable whenOver) {
    this.id = ids.next("resp");
    this.itemId = ids.next("item");
    this.outlet = outlet;
    this.items = items;
    this.config = config;
    this.faculties = faculties;
    this.settings = settings;
    this.wish = wish;
    this.later = later;
    this.whenOver = whenOver;
  }

  String id() {
    return id;
  }

  boolean spoke() {
    return spoken.ms() > 0;
  }

  void start() {
    outlet.send(response("response.created", "in_progress", null));
    rateLimits();
    items
        .settled()
        .thenCompose(_ -> {
          List<ChatMessage> messages = new ArrayList<>(wish.before());
          messages.addAll(wish.before().size() > 1 ? 1 : messages.size(), items.messages());
          return faculties.mind().answer(messages, Optional.empty(), Optional.empty());
        })
        .whenComplete(
            (answer, failure) -> later.accept(() -> answered(failure == null ? answer : null)));
  }

  private void answered(@Nullable String answer) {
    if (over) {
      return;
    }
    if (answer == null || wish.speaks() && faculties.synthesizer().isEmpty()) {
      finish("failed", "error");
      return;
    }
    RealtimeItems.Item added =
        new RealtimeItems.Item(
            itemId,
            ChatMessage.Role.ASSISTANT,
            wish.speaks() ? "output_audio" : "output_text",
            text,
            "in_progress");
    item = added;
    outlet.send(outputItem("response.output_item.added"));
    if (wish.remembered()) {
      ObjectNode event = outlet.event("conversation.item.added");
      event.put("previous_item_id", items.add(added, null)).set("item", added.wire());
      outlet.send(event);
    }
    outlet.send(part("response.content_part.added", ""));
    if (wish.speaks()) {
      added.spoken = spoken;
      speak(pieces(answer), 0);
    } else {
      write(answer);
    }
  }

  private void write(String answer) {
    for (String word : Words.of(answer)) {
      outlet.send(inPart("response.output_text.delta").put("delta", word));
    }
    transcript.append(answer);
    finish("completed", null);
  }

  private void speak(List<String> clauses, int next) {
    if (over) {
      return;
    }
    if (next == clauses.size()) {
      finish("completed", null);
      return;
    }
    String clause = clauses.get(next);
    String delta = next == 0 ? clause : " " + clause;
    transcript.append(delta);
    outlet.send(inPart("response.output_audio_transcript.delta").put("delta", delta));
    SynthesizerPort.Request request =
        new SynthesizerPort.Request(
            clause,
            settings.voice(config.voice()),
            Math.clamp(config.speed(), 0.7, 1.3),
            slackMs());
    voice(request)
        .subscribe(
            new Flow.Subscriber<byte[]>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                later.accept(() -> {
                  sound = subscription;
                  if (over) {
                    subscription.cancel();
                  }
                });
                subscription.request(1);
              }

              @Override
              public void onNext(byte[] pcm) {
                later.accept(() -> sounded(pcm));
              }

              @Override
              public void onError(Throwable failure) {
                later.accept(() -> finish("failed", "error"));
              }

              @Override
              public void onComplete() {
                later.accept(() -> {
                  spoken.clauseDone(delta);
                  speak(clauses, next + 1);
                });
              }
            });
  }

  private static List<String> pieces(String answer) {
    ClauseSplitter splitter = new ClauseSplitter();
    List<String> pieces = new ArrayList<>(splitter.accept(answer));
    pieces.addAll(splitter.finish());
    return pieces;
  }

  /** A voice that cannot speak now fails as its sound would. */
  private Flow.Publisher<byte[]> voice(SynthesizerPort.Request request) {
    try {
      return faculties.synthesizer().orElseThrow().speak(request);
    } catch (SpeechUnavailable unavailable) {
      return subscriber -> {
        subscriber.onSubscribe(new NoSound());
        subscriber.onError(unavailable);
      };
    }
  }

  private record NoSound() implements Flow.Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /** How long the listener, who plays in real time, still has something to hear. */
  private int slackMs() {
    long heard = spoken.ms() == 0 ? 0 : (System.nanoTime() - firstSoundNanos) / 1_000_000;
    return (int) Math.max(0, spoken.ms() - heard);
  }

  private void sounded(byte[] pcm) {

    if (over) {
      return;
    }
    soundBytes += pcm.length;
    if (spoken.ms() == 0) {
      firstSoundNanos = System.nanoTime();
    }
    for (int from = 0; from < pcm.length; from += CHUNK) {
      byte[] chunk = Arrays.copyOfRange(pcm, from, Math.min(from + CHUNK, pcm.length));
      spoken.sounded(chunk.length);
      outlet.audio(id, itemId, encoded(chunk));
    }
    if (sound != null) {
      sound.request(1);
    }
  }

  private byte[] encoded(byte[] pcm) {
    return switch (config.outputFormat()) {
      case "audio/pcmu" -> {
        byte[] linear = Pcm16.toBytes(toTelephone.accept(Pcm16.toFloats(pcm)));
        byte[] coded = new byte[linear.length / 2];
        for (int i = 0; i < coded.length; i++) {
          coded[i] = MuLaw.encode((short) ((linear[2 * i] & 0xff) | linear[2 * i + 1] << 8));
        }
        yield coded;
      }
      default -> pcm;
    };
  }

  /** Ends the response before its time; nothing of it is sent afterwards but its closing events. */
  void cancel(String reason) {
    finish("cancelled", reason);
  }

  /** The socket is gone: no closing events, only an end to the work. */
  void abandon() {
    over = true;
    if (sound != null) {
      sound.cancel();
    }
    text.complete(transcript.toString());
  }

  private void finish(String status, @Nullable String reason) {
    if (over) {
      return;
    }
    abandon();
    String all = transcript.toString();
    if (item != null) {
      item.status = status.equals("completed") ? "completed" : "incomplete";
      if (wish.speaks()) {
        outlet.send(inPart("response.output_audio.done"));
        outlet.send(inPart("response.output_audio_transcript.done").put("transcript", all));
      } else {
        outlet.send(inPart("response.output_text.done").put("text", all));
      }
      outlet.send(part("response.content_part.done", all));
      outlet.send(outputItem("response.output_item.done"));
      if (wish.remembered()) {
        ObjectNode event = outlet.event("conversation.item.done");
        event.put("previous_item_id", (String) null).set("item", item.wire());
        outlet.send(event);
      }
    }
    whenOver.run();
    outlet.send(response("response.done", status, reason));
  }

  private ObjectNode response(String type, String status, @Nullable String reason) {
    ObjectNode event = outlet.event(type);
    ObjectNode response =
        event
            .putObject("response")
            .put("object", "realtime.response")
            .put("id", id)
            .put("status", status)
            .put("max_output_tokens", "inf");
    ObjectNode details = reason == null ? null : Json.object().put("type", status);
    if (details != null && status.equals("failed")) {
      details.putObject("error").put("type", "server_error").put("code", "server_error");
    } else if (details != null) {
      details.put("reason", reason);
    }
    response.set("status_details", details);
    response.putArray("output_modalities").add(wish.speaks() ? "audio" : "text");
    if (item != null) {
      response.withArray("output").add(item.wire());
    } else {
      response.putArray("output");
    }
    response.set("metadata", wish.metadata());
    response.set("usage", type.equals("response.done") ? usage() : null);
    return event;
  }

  private ObjectNode usage() {
    int text = Words.tokens(transcript.toString());
    long sound = soundBytes / BYTES_PER_SOUND_TOKEN;
    long output = text + sound;
    int input = items.messages().stream().mapToInt(said -> Words.tokens(said.text())).sum();
    ObjectNode usage =
        Json.object()
            .put("total_tokens", input + output)
            .put("input_tokens", input)
            .put("output_tokens", output);
    usage
        .putObject("input_token_details")
        .put("text_tokens", input)
        .put("audio_tokens", 0)
        .put("image_tokens", 0)
        .put("cached_tokens", 0);
    usage.putObject("output_token_details").put("text_tokens", text).put("audio_tokens", sound);
    return usage;
  }

  private void rateLimits() {
    ObjectNode event = outlet.event("rate_limits.updated");
    for (String name : List.of("requests", "tokens")) {
      event
          .withArray("rate_limits")
          .addObject()
          .put("name", name)
          .put("limit", 100_000)
          .put("remaining", 99_999)
          .put("reset_seconds", 0.06);
    }
    outlet.send(event);
  }

  private ObjectNode outputItem(String type) {
    ObjectNode event = outlet.event(type).put("response_id", id).put("output_index", 0);
    event.set("item", Objects.requireNonNull(item).wire());
    return event;
  }

  private ObjectNode part(String type, String said) {
    ObjectNode event = inPart(type);
    ObjectNode part = event.putObject("part").put("type", wish.speaks() ? "audio" : "text");
    part.put(wish.speaks() ? "transcript" : "text", said);
    return event;
  }

  private ObjectNode inPart(String type) {
    return outlet
        .event(type)
        .put("response_id", id)
        .put("item_id", itemId)
        .put("output_index", 0)
        .put("content_index", 0);
  }
}

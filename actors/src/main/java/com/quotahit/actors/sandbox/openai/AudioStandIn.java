package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.voice.ClauseSplitter;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.Wav;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * {@code POST /v1/audio/transcriptions} for WAV files and {@code POST /v1/audio/speech} as raw
 * samples or WAV; other formats answer as the provider answers a format that it does not know.
 */
final class AudioStandIn {

  private static final int RATE = 24_000;
  private static final int HEARS_AT = 16_000;
  private static final int INPUT_MOST = 4096;
  private static final int SECONDS_MOST = 1500;

  private final SandboxFaculties faculties;
  private final OpenAiSandboxSettings settings;
  private final Materializer materializer;

  AudioStandIn(
      SandboxFaculties faculties, OpenAiSandboxSettings settings, Materializer materializer) {
    this.faculties = faculties;
    this.settings = settings;
    this.materializer = materializer;
  }

  CompletionStage<HttpResponse> transcribe(FormParts form) {
    RecognizerPort recognizer = faculties.recognizer().orElseThrow(WireError::noSpeech);
    if (form.text("model", "").isBlank()) {
      throw WireError.invalid("you must provide a model parameter", "model");
    }
    String format = form.text("response_format", "json");
    Wav sound = sound(form.bytes("file"));
    return recognizer
        .recognize(sound.at(HEARS_AT).samples(), RecognizerPort.Effort.FINAL)
        .thenApply(text -> transcript(format, text, sound.seconds()));
  }

  private static Wav sound(byte[] file) {
    Wav sound;
    try {
      sound = Wav.parse(file);
    } catch (IllegalArgumentException unknown) {
      throw WireError.invalid(
          "Invalid file format. Supported formats: ['wav']", "file", "invalid_value");
    }
    if (sound.seconds() > SECONDS_MOST) {
      throw WireError.invalid(
          "audio duration is longer than " + SECONDS_MOST + " seconds", "file", "invalid_value");
    }
    return sound;
  }

  private static HttpResponse transcript(String format, String text, double seconds) {
    return switch (format) {
      case "json", "verbose_json" -> {
        ObjectNode answer = Json.object().put("text", text);
        if (format.equals("verbose_json")) {
          answer.put("task", "transcribe").put("language", "english").put("duration", seconds);
        }
        answer.putObject("usage").put("type", "duration").put("seconds", (int) Math.ceil(seconds));
        yield HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, Json.text(answer));
      }
      case "text" -> HttpResponse.create().withEntity(ContentTypes.TEXT_PLAIN_UTF8, text + "\n");
      default ->
          throw WireError.invalid(
              "response_format '" + format + "' is not supported",
              "response_format",
              "invalid_value");
    };
  }

  private static List<String> pieces(String input) {
    ClauseSplitter splitter = new ClauseSplitter();
    List<String> pieces = new ArrayList<>(splitter.accept(input));
    pieces.addAll(splitter.finish());
    return pieces;
  }

  CompletionStage<HttpResponse> speak(JsonNode body) {
    SynthesizerPort synthesizer = faculties.synthesizer().orElseThrow(WireError::noSpeech);
    String input = body.path("input").asText("");
    if (input.isBlank() || input.length() > INPUT_MOST) {
      throw WireError.invalid(
          "'input' must have 1 to " + INPUT_MOST + " characters.", "input", "invalid_value");
    }
    String voice =
        body.path("voice").isObject()
            ? body.path("voice").path("id").asText()
            : body.path("voice").asText("alloy");
    double speed = Math.clamp(body.path("speed").asDouble(1.0), 0.7, 1.3);
    Source<ByteString, NotUsed> sound =
        Source.from(pieces(input))
            .map(clause -> new SynthesizerPort.Request(clause, settings.voice(voice), speed))
            .flatMapConcat(
                request -> JavaFlowSupport.Source.fromPublisher(synthesizer.speak(request)))
            .map(ByteString::fromArray);
    return switch (body.path("response_format").asText("mp3")) {
      case "pcm" ->
          CompletableFuture.completedFuture(
              HttpResponse.create()
                  .withEntity(HttpEntities.create(ContentTypes.APPLICATION_OCTET_STREAM, sound)));
      case "wav" ->
          sound
              .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
              .thenApply(pcm ->
                  HttpResponse.create()
                      .withEntity(
                          HttpEntities.create(
                              MediaTypes.AUDIO_WAV.toContentType(),
                              new Wav(Pcm16.toFloats(pcm.toArray()), RATE).bytes())));
      default ->
          throw WireError.invalid(
              "Supported values of 'response_format' are: 'pcm' and 'wav'.",
              "response_format",
              "invalid_value");
    };
  }
}

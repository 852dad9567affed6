package com.quotahit.actors.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.MultipartField;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.realtime.ConversationItemCreateEvent;
import com.openai.models.realtime.InputAudioBufferAppendEvent;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeConversationItemUserMessage;
import com.openai.models.realtime.RealtimeServerEvent;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import com.openai.models.realtime.ResponseCreateEvent;
import com.openai.models.realtime.SessionUpdateEvent;
import com.openai.models.responses.ResponseCreateParams;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.Wav;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class TheProvidersOwnClientUnderstandsTheStandIn {

  private final ToneSpeech speech =
      new ToneSpeech().hears("Hello, it's Ann.").answers("Hello Ann.");
  private final SandboxForTests sandbox = new SandboxForTests(faculties());
  private final OpenAIClient client = client("sk-sandbox-sdk");

  private SandboxFaculties faculties() {
    SandboxFaculties tones = speech.faculties();
    return new SandboxFaculties(
        tones.mind(),
        Optional.of(
            text -> CompletableFuture.completedFuture(new float[] {0.6f, 0.8f, text.length()})),
        tones.recognizer(),
        tones.synthesizer(),
        tones.activity());
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void it_lists_models_and_takes_only_its_own_keys() {
    assertThat(client.models().list().data()).isNotEmpty();
    OpenAIClient stranger = client("sk-proj-somebody");
    assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
    stranger.close();
  }

  @Test
  void it_answers_responses() {
    ResponseCreateParams params =
        ResponseCreateParams.builder().model("gpt-6-luna").input("Hi").build();
    assertThat(
            client
                .responses()
                .create(params)
                .validate()
                .output()
                .getFirst()
                .asMessage()
                .content()
                .getFirst()
                .asOutputText()
                .text())
        .isEqualTo("Hello Ann.");
    try (var stream = client.responses().createStreaming(params)) {
      assertThat(stream.stream().toList()).anyMatch(event -> event.validate().isCompleted());
    }
  }

  @Test
  void it_embeds_hears_and_speaks() throws Exception {
    assertThat(
            client
                .embeddings()
                .create(
                    EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .input("abc")
                        .build())
                .data()
                .getFirst()
                .embedding())
        .containsExactly(0.6f, 0.8f, 3f);
    byte[] wav = new Wav(Pcm16.toFloats(ToneSpeech.tone(500)), 24_000).bytes();
    assertThat(
            client
                .audio()
                .transcriptions()
                .create(
                    TranscriptionCreateParams.builder()
                        .model("gpt-transcribe")
                        .file(
                            MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(wav))
                                .filename("call.wav")
                                .contentType("audio/wav")
                                .build())
                        .build())
                .asTranscription()
                .text())
        .isEqualTo("Hello, it's Ann.");
    try (var sound =
        client
            .audio()
            .speech()
            .create(
                SpeechCreateParams.builder()
                    .model("gpt-4o-mini-tts")
                    .voice("marin")
                    .input("Ten letter")
                    .responseFormat(SpeechCreateParams.ResponseFormat.PCM)
                    .build())) {
      assertThat(sound.body().readAllBytes()).hasSize(10 * ToneSpeech.MS_PER_LETTER * 48);
    }
  }

  @Test
  void it_holds_a_realtime_conversation() throws Exception {
    ClientOptions options =
        ClientOptions.builder()
            .httpClient(OkHttpClient.builder().build())
            .baseUrl(sandbox.sandbox().baseUrl().toString())
            .apiKey("sk-sandbox-sdk")
            .build();
    try (RealtimeConnection connection =
        RealtimeConnection.connect(
            options, RealtimeWebSocketOptions.builder().model("gpt-realtime-2.1").build())) {
      until(connection, RealtimeServerEvent::isSessionCreated);
      connection.send(
          RealtimeClientEvent.ofSessionUpdate(
              SessionUpdateEvent.builder()
                  .session(
                      RealtimeSessionCreateRequest.builder().instructions("You are Dana.").build())
                  .build()));
      until(connection, RealtimeServerEvent::isSessionUpdated);
      connection.send(append(ToneSpeech.tone(500)));
      connection.send(append(new byte[800 * 48]));
      until(connection, RealtimeServerEvent::isInputAudioBufferSpeechStarted);
      until(connection, RealtimeServerEvent::isInputAudioBufferCommitted);
      until(connection, RealtimeServerEvent::isResponseCreated);
      until(connection, RealtimeServerEvent::isResponseOutputAudioDelta);
      RealtimeServerEvent done = until(connection, RealtimeServerEvent::isResponseDone);
      assertThat(done.asResponseDone().response().status().orElseThrow().asString())
          .isEqualTo("completed");
      connection.send(
          RealtimeClientEvent.ofConversationItemCreate(
              ConversationItemCreateEvent.builder()
                  .item(
                      RealtimeConversationItemUserMessage.builder()
                          .addContent(
                              RealtimeConversationItemUserMessage.Content.builder()
                                  .type(RealtimeConversationItemUserMessage.Content.Type.INPUT_TEXT)
                                  .text("And your name?")
                                  .build())
                          .build())
                  .build()));
      until(connection, RealtimeServerEvent::isConversationItemDone);
      connection.send(RealtimeClientEvent.ofResponseCreate(ResponseCreateEvent.builder().build()));
      until(connection, RealtimeServerEvent::isResponseDone);
      assertThat(speech.asked().getLast().getLast().text()).isEqualTo("And your name?");
    }
  }

  @Test
  void a_session_ends_at_its_limit() throws Exception {
    try (SandboxForTests brief =
        new SandboxForTests(
            OpenAiSandboxSettings.read(SandboxForTests.CONFIG)
                .withSessionLimit(Duration.ofMillis(200)),
            speech.faculties())) {
      ClientOptions options =
          ClientOptions.builder()
              .httpClient(OkHttpClient.builder().build())
              .baseUrl(brief.sandbox().baseUrl().toString())
              .apiKey("sk-sandbox-sdk")
              .build();
      try (RealtimeConnection connection =
          RealtimeConnection.connect(
              options,
              RealtimeWebSocketOptions.builder()
                  .model("gpt-realtime-2.1")
                  .reconnect(false)
                  .build())) {
        RealtimeServerEvent error = until(connection, RealtimeServerEvent::isError);
        assertThat(error.asError().error().code()).contains("session_expired");
        assertThatThrownBy(() -> connection.receiveAsync().get(5, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  private static RealtimeServerEvent until(
      RealtimeConnection connection, Predicate<RealtimeServerEvent> which) throws Exception {
    while (true) {
      RealtimeServerEvent event = connection.receiveAsync().get(5, TimeUnit.SECONDS).validate();
      if (which.test(event)) {
        return event;
      }
    }
  }

  private static RealtimeClientEvent append(byte[] pcm) {
    return RealtimeClientEvent.ofInputAudioBufferAppend(
        InputAudioBufferAppendEvent.builder()
            .audio(Base64.getEncoder().encodeToString(pcm))
            .build());
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .apiKey(key)
        .baseUrl(sandbox.sandbox().baseUrl().toString())
        .maxRetries(0)
        .build();
  }
}

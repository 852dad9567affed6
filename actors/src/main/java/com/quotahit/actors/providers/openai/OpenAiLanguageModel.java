package com.quotahit.actors.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.quotahit.actors.providers.rest.AnswerSizeLimit;
import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * Written answers by any endpoint that speaks OpenAI's chat completions. One for each process and
 * endpoint: it owns the SDK's threads and connections.
 */
public final class OpenAiLanguageModel implements LanguageModelPort, AutoCloseable {

  private final OpenAIClient client;
  private final OpenAiEndpoint endpoint;
  private final OpenAiSettings settings;
  private final RandomGenerator random;
  private final RequestLane lane;
  private final RequestLane wholeLane;

  /**
   * @param random jitter of retries; must be safe for many threads
   */
  public OpenAiLanguageModel(
      OpenAiEndpoint endpoint, OpenAiSettings settings, RandomGenerator random) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.random = random;
    OpenAiSettings.Rest rest = settings.rest();
    ProviderHealth health = new ProviderHealth(System::nanoTime);
    this.lane = new RequestLane("openai.stream", rest.requestsMax(), rest.queueWait(), health);
    this.wholeLane =
        new RequestLane("openai.complete", rest.requestsMax(), rest.queueWait(), health);
    this.client =
        OpenAIOkHttpClient.builder()
            .apiKey(endpoint.key().reveal())
            .baseUrl(endpoint.baseUrl().toString())
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .disableTelemetry(true)
            .timeout(
                Timeout.builder()
                    .connect(rest.connectTimeout())
                    .read(Duration.ofMinutes(10))
                    .write(rest.idleTimeout())
                    .request(Duration.ZERO)
                    .build())
            .addInterceptor(new AnswerSizeLimit(rest.answerBytesMax()))
            .build();
    SdkWarmUp.inBackground(settings);
  }

  @Override
  public Flow.Publisher<String> stream(ChatRequest request) {
    AtomicBoolean taken = new AtomicBoolean();
    return subscriber -> {
      if (!taken.compareAndSet(false, true)) {
        throw new IllegalStateException("an answer has one reader");
      }
      StreamedAnswer answer =
          new StreamedAnswer(
              client,
              () -> ChatParameters.streamed(request, settings),
              subscriber,
              lane,
              settings.rest(),
              request.timeout(),
              random);
      subscriber.onSubscribe(answer);
      answer.start();
    };
  }

  @Override
  public CompletionStage<ChatAnswer> complete(ChatRequest request) {
    WholeAnswer answer =
        new WholeAnswer(
            client,
            () -> ChatParameters.whole(request, settings),
            endpoint.simulated(),
            wholeLane,
            settings.rest(),
            request.timeout(),
            random);
    answer.start();
    return answer.answer();
  }

  @Override
  public boolean simulated() {
    return endpoint.simulated();
  }

  /** Requests that could start now without waiting. */
  public int free() {
    return lane.free();
  }

  @Override
  public void close() {
    lane.close();
    wholeLane.close();
    client.close();
  }
}

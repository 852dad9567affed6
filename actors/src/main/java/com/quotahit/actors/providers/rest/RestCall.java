package com.quotahit.actors.providers.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * One small JSON request to a provider. Blocks; an interrupt ends it. An answer that is no JSON, as
 * the pages of a provider's edge are, has an empty body.
 */
public final class RestCall {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType TYPE = MediaType.get("application/json");

  /** Whatever is asked besides answers of models takes no longer. */
  public static final Duration WHOLE = Duration.ofSeconds(10);

  /** What came back. */
  public record Answer(int status, JsonNode body, Optional<String> retryAfter) {

    public boolean fine() {
      return status / 100 == 2;
    }

    /**
     * @param code the provider's word for what is wrong
     */
    public ModelFailure failure(String code) {
      return ProviderStatus.with(ProviderStatus.of(status, code), Optional.empty(), retryAfter);
    }

    /** For calls that do nothing but show that a key is good. */
    public KeyVerdict verdict(String code) {
      if (fine()) {
        return new KeyVerdict.Accepted();
      }
      return status == 403
          ? new KeyVerdict.Refused(KeyFault.NO_PERMISSION)
          : KeyVerdict.of(failure(code));
    }
  }

  private final OkHttpClient client;
  private final Request.Builder request;

  private RestCall(OkHttpClient client, Request.Builder request) {
    this.client = client;
    this.request = request;
  }

  /**
   * @param path below the access's base address, with its query
   */
  public static RestCall to(ProviderTransport transport, ProviderAccess access, String path) {
    return new RestCall(
        transport.of(access.trust()).newBuilder().callTimeout(WHOLE).build(),
        new Request.Builder().url(access.baseUrl() + path).header("Accept", "application/json"));
  }

  public RestCall header(String name, String value) {
    request.header(name, value);
    return this;
  }

  public Answer get() {
    return run(client.newCall(request.get().build()));
  }

  public Answer post(JsonNode body) {
    return run(client.newCall(request.post(RequestBody.create(body.toString(), TYPE)).build()));
  }

  private static Answer run(Call call) {
    try (Response response = call.execute()) {
      ResponseBody body = response.body();
      return new Answer(
          response.code(),
          body == null ? MissingNode.getInstance() : json(body.string()),
          Optional.ofNullable(response.header("retry-after")));
    } catch (IOException | IllegalArgumentException broken) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "the connection to the provider broke");
    }
  }

  private static JsonNode json(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}

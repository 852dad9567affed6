package com.quotahit.actors.providers.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Carries the SDK's requests over the connections that all keys share: bounded, without redirects,
 * and with nothing kept of a request. The SDK's own transport would keep a pool for each key.
 */
record AnthropicHttp(OkHttpClient client) implements HttpClient {

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    Request.Builder builder = new Request.Builder().url(request.url());
    request
        .headers()
        .names()
        .forEach(name ->
            request.headers().values(name).forEach(value -> builder.addHeader(name, value)));
    builder.method(
        request.method().name(), request.body().<RequestBody>map(AnthropicHttp::body).orElse(null));
    try {
      return new Answer(client.newCall(builder.build()).execute());
    } catch (IOException broken) {
      throw new AnthropicIoException("the connection broke", broken);
    }
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("answers are read on the thread that asks"));
  }

  @Override
  public void close() {
    // the connections are everybody's
  }

  private static RequestBody body(HttpRequestBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    String type = body.contentType();
    return RequestBody.create(bytes.toByteArray(), type == null ? null : MediaType.parse(type));
  }

  private record Answer(Response response) implements HttpResponse {
    @Override
    public int statusCode() {
      return response.code();
    }

    @Override
    public Headers headers() {
      Headers.Builder headers = Headers.builder();
      response.headers().forEach(each -> headers.put(each.getFirst(), each.getSecond()));
      return headers.build();
    }

    @Override
    public InputStream body() {
      ResponseBody body = response.body();
      return body == null ? InputStream.nullInputStream() : body.byteStream();
    }

    @Override
    public void close() {
      response.close();
    }
  }
}

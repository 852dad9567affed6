package com.quotahit.actors.providers.rest;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Ends an answer that grows beyond what any answer of ours needs, before it fills the heap. */
public final class AnswerSizeLimit implements Interceptor {

  private final long most;

  public AnswerSizeLimit(long most) {
    this.most = most;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    return body == null ? response : response.newBuilder().body(new Limited(body, most)).build();
  }

  private static final class Limited extends ResponseBody {

    private final ResponseBody body;
    private final BufferedSource source;

    Limited(ResponseBody body, long most) {
      this.body = body;
      this.source = Okio.buffer(counting(body.source(), most));
    }

    private static Source counting(Source source, long most) {
      return new ForwardingSource(source) {
        private long seen;

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
          long read = super.read(sink, byteCount);
          seen += Math.max(read, 0);
          if (seen > most) {
            throw new IOException("answer is longer than " + most + " bytes");
          }
          return read;
        }
      };
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }
}

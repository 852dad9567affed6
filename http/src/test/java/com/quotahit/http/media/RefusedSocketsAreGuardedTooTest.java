package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A browser that is led to the media port learns there, too, what it may make of the answer. */
@Tag("fast")
class RefusedSocketsAreGuardedTooTest {

  @Test
  void whatever_the_reason_is() {
    for (HttpResponseStatus status :
        new HttpResponseStatus[] {
          HttpResponseStatus.NOT_FOUND,
          HttpResponseStatus.FORBIDDEN,
          HttpResponseStatus.UPGRADE_REQUIRED,
          HttpResponseStatus.SERVICE_UNAVAILABLE
        }) {
      EmbeddedChannel channel =
          new EmbeddedChannel(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void handlerAdded(ChannelHandlerContext context) {
                  new Refusal(status, "voice.test", "No.").send(context);
                }
              });
      FullHttpResponse answer = channel.readOutbound();
      try {
        assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().get("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.headers().get("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.headers().get("Content-Security-Policy"))
            .startsWith("default-src 'none'")
            .contains("frame-ancestors 'none'", "sandbox");
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().contains("Server")).isFalse();
        ByteBuf body = answer.content();
        assertThat(answer.headers().getInt("Content-Length")).isEqualTo(body.readableBytes());
      } finally {
        answer.release();
        channel.finishAndReleaseAll();
      }
    }
  }
}

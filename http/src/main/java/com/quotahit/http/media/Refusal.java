package com.quotahit.http.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/**
 * Why a request does not become a voice socket, as a problem document; the connection ends with it.
 *
 * @param detail for people; like the code it is ours and needs no escaping
 */
record Refusal(HttpResponseStatus status, String code, String detail) {

  private static final int RETRY_AFTER_S = 5;

  void send(ChannelHandlerContext context) {
    ByteBuf content = Unpooled.copiedBuffer(body(), StandardCharsets.UTF_8);
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
        .set(HttpHeaderNames.CONNECTION, "close")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "strict-origin-when-cross-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox");
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      answer.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_S);
    }
    if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
      answer.headers().set(HttpHeaderNames.UPGRADE, "websocket");
    }
    context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  private String body() {
    return "{\"type\":\"about:blank\",\"title\":\""
        + status.reasonPhrase()
        + "\",\"status\":"
        + status.code()
        + ",\"code\":\""
        + code
        + "\",\"detail\":\""
        + detail
        + "\"}";
  }
}

package com.quotahit.http.media;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Tells a client that comes while too many others are at the door to come back later. Who has
 * nothing to ask within a second is gone without a word.
 */
final class TurnedAway extends ChannelInboundHandlerAdapter {

  private static final long ASK_WITHIN_MS = 1_000;
  private static final Refusal CROWDED =
      new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "voice.crowded",
          "Too many connections are being opened at once; try again soon.");

  private boolean answered;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(
            () -> {
              if (!answered) {
                context.close();
              }
            },
            ASK_WITHIN_MS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    if (message instanceof HttpRequest && !answered) {
      answered = true;
      CROWDED.send(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}

package com.quotahit.http.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands before the decoder once a client is cut: what it still sends is thrown away as bytes, and
 * after a little more not even taken. A flood then waits at its own end, and costs us nothing until
 * the socket is closed.
 */
final class Unheard extends ChannelInboundHandlerAdapter {

  /** What may have been on its way when the client was cut; more is a flood. */
  private static final int BYTES_MAX = 256 * 1024;

  private int left = BYTES_MAX;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    left -= message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (left < 0) {
      context.channel().config().setAutoRead(false);
    }
  }
}

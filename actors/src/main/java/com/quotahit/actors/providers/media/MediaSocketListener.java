package com.quotahit.actors.providers.media;

import io.netty.buffer.ByteBuf;

/**
 * What a socket tells its owner, always on the socket's own event loop. Buffers are only lent: what
 * is kept must be copied out before returning.
 */
public interface MediaSocketListener {

  /** One whole text message in UTF-8. */
  void text(ByteBuf utf8);

  /** One whole binary message. */
  default void binary(ByteBuf bytes) {}

  /** The end, told once. */
  void closed(MediaSocketEnd end);
}

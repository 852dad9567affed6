package com.quotahit.actors.providers.media;

/** Why a socket is no more. */
public sealed interface MediaSocketEnd {

  /** We closed it. */
  record ByUs() implements MediaSocketEnd {}

  /** The peer closed it with a WebSocket code. */
  record ByPeer(int code) implements MediaSocketEnd {}

  /** The connection broke, or the peer broke the protocol. */
  record Broken(String why) implements MediaSocketEnd {}

  /** The peer took no bytes, or gave no sign of life, for too long. */
  record HalfDead(String why) implements MediaSocketEnd {}
}

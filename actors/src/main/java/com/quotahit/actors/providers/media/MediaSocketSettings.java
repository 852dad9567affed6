package com.quotahit.actors.providers.media;

import java.time.Duration;

/**
 * Bounds of a client socket.
 *
 * @param sendTimeout a socket that takes no bytes for so long is closed
 * @param pingInterval between two pings
 * @param pingTimeout for anything to arrive after a ping
 * @param sendBufferBytes waiting bytes from which live sound is refused
 * @param sendBufferBytesMax waiting bytes from which the socket is closed
 * @param messageBytesMax longest message taken from the peer
 */
public record MediaSocketSettings(
    Duration connectTimeout,
    Duration sendTimeout,
    Duration pingInterval,
    Duration pingTimeout,
    int sendBufferBytes,
    int sendBufferBytesMax,
    int messageBytesMax) {}

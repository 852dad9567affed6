/**
 * Sockets to providers that carry sound: Netty with native epoll where there is one, bounded
 * writes, and a watch for peers that are only half alive.
 */
@NullMarked
package com.quotahit.actors.providers.media;

import org.jspecify.annotations.NullMarked;

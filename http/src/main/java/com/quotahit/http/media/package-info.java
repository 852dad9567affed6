/**
 * The sockets that carry sound: Netty, on a port of their own, joined to the pipeline by a bounded
 * hand-over.
 */
@NullMarked
package com.quotahit.http.media;

import org.jspecify.annotations.NullMarked;

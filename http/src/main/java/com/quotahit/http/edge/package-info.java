/**
 * The public door: one table of endpoints that both mounts and describes, sessions, permissions,
 * problems, limits, idempotency, live events and the files of the web client.
 */
@NullMarked
package com.quotahit.http.edge;

import org.jspecify.annotations.NullMarked;

/**
 * The parts of the voice benchmark: clients, a model that echoes, a bare relay, and the server's
 * own process.
 */
@NullMarked
package com.quotahit.bench.voice;

import org.jspecify.annotations.NullMarked;

/** Perplexity's interface on loopback, thinking with the simulated mind. */
@NullMarked
package com.quotahit.actors.sandbox.perplexity;

import org.jspecify.annotations.NullMarked;

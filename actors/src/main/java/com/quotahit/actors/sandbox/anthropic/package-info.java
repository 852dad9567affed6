/** Anthropic's interface on loopback, thinking with the simulated mind. */
@NullMarked
package com.quotahit.actors.sandbox.anthropic;

import org.jspecify.annotations.NullMarked;

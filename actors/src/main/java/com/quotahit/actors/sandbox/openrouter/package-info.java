/** OpenRouter's interface on loopback, thinking with the simulated mind. */
@NullMarked
package com.quotahit.actors.sandbox.openrouter;

import org.jspecify.annotations.NullMarked;

/** Silero voice activity detection. */
@NullMarked
package com.quotahit.actors.providers.embedded.silero;

import org.jspecify.annotations.NullMarked;

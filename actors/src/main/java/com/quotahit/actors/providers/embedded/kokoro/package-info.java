/**
 * Kokoro speech synthesis: pronunciation of English, the voice model, and the one-time rewrite that
 * makes the model fast enough for a live call.
 */
@NullMarked
package com.quotahit.actors.providers.embedded.kokoro;

import org.jspecify.annotations.NullMarked;

/** ElevenLabs' keys. */
@NullMarked
package com.quotahit.actors.providers.elevenlabs;

import org.jspecify.annotations.NullMarked;

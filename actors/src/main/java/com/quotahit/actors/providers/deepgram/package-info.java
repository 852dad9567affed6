/** Deepgram's keys. */
@NullMarked
package com.quotahit.actors.providers.deepgram;

import org.jspecify.annotations.NullMarked;

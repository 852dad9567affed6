/** Moonshine speech recognition. */
@NullMarked
package com.quotahit.actors.providers.embedded.moonshine;

import org.jspecify.annotations.NullMarked;

/** Anthropic's models, over its SDK. */
@NullMarked
package com.quotahit.actors.providers.anthropic;

import org.jspecify.annotations.NullMarked;

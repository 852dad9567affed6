/** Perplexity's own calls; its chat is nearly OpenAI's. */
@NullMarked
package com.quotahit.actors.providers.perplexity;

import org.jspecify.annotations.NullMarked;

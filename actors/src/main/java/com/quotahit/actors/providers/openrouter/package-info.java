/** OpenRouter's own calls; its chat is OpenAI's. */
@NullMarked
package com.quotahit.actors.providers.openrouter;

import org.jspecify.annotations.NullMarked;

/** OpenAI as a provider: written answers through its SDK, spoken ones over a media socket. */
@NullMarked
package com.quotahit.actors.providers.openai;

import org.jspecify.annotations.NullMarked;

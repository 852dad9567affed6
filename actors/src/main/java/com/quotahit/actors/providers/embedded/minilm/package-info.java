/** Sentence embeddings by all-MiniLM-L6-v2. */
@NullMarked
package com.quotahit.actors.providers.embedded.minilm;

import org.jspecify.annotations.NullMarked;

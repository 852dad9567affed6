/** What we ask of language models and sentence embeddings, whoever provides them. */
@NullMarked
package com.quotahit.core.models;

import org.jspecify.annotations.NullMarked;

/**
 * The conversation engine made of three parts: a recogniser hears, a language model answers, a
 * synthesizer speaks.
 */
@NullMarked
package com.quotahit.actors.voice.cascade;

import org.jspecify.annotations.NullMarked;

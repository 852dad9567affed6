/**
 * Speech without a provider: the models of the voice pack behind the ports that hear and speak, and
 * the meaning of sentences.
 */
@NullMarked
package com.quotahit.actors.providers.embedded;

import org.jspecify.annotations.NullMarked;

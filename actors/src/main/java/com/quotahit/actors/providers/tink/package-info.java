/**
 * Envelope encryption with Tink: a data key for each secret, wrapped by the installation's master
 * key, which comes from a file or is made at the first start.
 */
@NullMarked
package com.quotahit.actors.providers.tink;

import org.jspecify.annotations.NullMarked;

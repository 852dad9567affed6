/** News posted to addresses that customers gave: signed, pinned to a judged address, bounded. */
@NullMarked
package com.quotahit.actors.providers.webhook;

import org.jspecify.annotations.NullMarked;

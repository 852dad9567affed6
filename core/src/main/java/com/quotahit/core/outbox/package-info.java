/**
 * Effects outside: what was decided to be dialled, sent or charged, and what is known of it.
 * Carried out at most once by the product itself; what may have happened is looked up, never
 * repeated.
 */
@NullMarked
package com.quotahit.core.outbox;

import org.jspecify.annotations.NullMarked;

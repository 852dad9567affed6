/**
 * The buyer of the sandbox: what was heard, what is remembered, and what is said next. Pure: the
 * same brief and the same turns give the same words.
 */
@NullMarked
package com.quotahit.core.practice.buyer;

import org.jspecify.annotations.NullMarked;

/**
 * JSON for domain types, without annotations on them: sealed families by simple name, one-value
 * records as their value. The only package of core that knows Jackson.
 */
@NullMarked
package com.quotahit.core.json;

import org.jspecify.annotations.NullMarked;

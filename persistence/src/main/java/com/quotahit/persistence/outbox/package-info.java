/** The outbox as a table: plans, claims with lease and fence, what is known afterwards. */
@NullMarked
package com.quotahit.persistence.outbox;

import org.jspecify.annotations.NullMarked;

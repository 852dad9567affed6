/** Keys of one's own, models, budgets and what was used, as clients see them. */
@NullMarked
package com.quotahit.http.models;

import org.jspecify.annotations.NullMarked;

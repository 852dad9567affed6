/** Practice sessions in the journal, and as rows that people look at. */
@NullMarked
package com.quotahit.persistence.practice;

import org.jspecify.annotations.NullMarked;

/** What operators use, on a port of its own: health, members, drain, metrics. */
@NullMarked
package com.quotahit.http.operations;

import org.jspecify.annotations.NullMarked;

/** Load generators. Each prints ratios against a reference run beside it. */
@NullMarked
package com.quotahit.bench;

import org.jspecify.annotations.NullMarked;

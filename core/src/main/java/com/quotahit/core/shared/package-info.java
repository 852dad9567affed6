/** Words that every feature uses: ids, decisions, refusals, validation, who did it. */
@NullMarked
package com.quotahit.core.shared;

import org.jspecify.annotations.NullMarked;

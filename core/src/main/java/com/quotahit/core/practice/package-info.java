/** Practice calls: buyers, scenarios, sessions, scripts and scorecards. */
@NullMarked
package com.quotahit.core.practice;

import org.jspecify.annotations.NullMarked;

/** Practice for the web client and partners: catalogue, sessions, typed turns, results, context. */
@NullMarked
package com.quotahit.http.practice;

import org.jspecify.annotations.NullMarked;

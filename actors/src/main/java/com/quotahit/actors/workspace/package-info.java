/** Signing up, in and out; sessions in memory; notices between nodes. */
@NullMarked
package com.quotahit.actors.workspace;

import org.jspecify.annotations.NullMarked;

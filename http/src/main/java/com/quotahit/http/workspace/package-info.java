/** Signing up, in and out, one's own sessions, and what everybody may know of the installation. */
@NullMarked
package com.quotahit.http.workspace;

import org.jspecify.annotations.NullMarked;

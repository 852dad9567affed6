/**
 * A mail server on loopback for installations that have none: it keeps letters, it sends nothing.
 */
@NullMarked
package com.quotahit.actors.sandbox.smtp;

import org.jspecify.annotations.NullMarked;

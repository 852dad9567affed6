/** Twilio's keys. */
@NullMarked
package com.quotahit.actors.providers.twilio;

import org.jspecify.annotations.NullMarked;

/** Logins of mail servers. */
@NullMarked
package com.quotahit.actors.providers.smtp;

import org.jspecify.annotations.NullMarked;

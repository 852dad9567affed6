/** Letters over SMTP: one account, one letter at a time, and what each answer of a server means. */
@NullMarked
package com.quotahit.actors.providers.smtp;

import org.jspecify.annotations.NullMarked;

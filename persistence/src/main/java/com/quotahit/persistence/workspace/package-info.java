/** Accounts, sessions, members and answers to repeated requests, in PostgreSQL. */
@NullMarked
package com.quotahit.persistence.workspace;

import org.jspecify.annotations.NullMarked;

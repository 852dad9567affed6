/** What is kept of calls beside the journal: tickets to their sockets, and recordings. */
@NullMarked
package com.quotahit.persistence.voice;

import org.jspecify.annotations.NullMarked;

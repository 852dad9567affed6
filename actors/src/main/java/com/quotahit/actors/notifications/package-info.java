/** Letters as they are printed, and who tells people of what has happened. */
@NullMarked
package com.quotahit.actors.notifications;

import org.jspecify.annotations.NullMarked;

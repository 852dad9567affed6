/** What people were told, how they want to be told, and the inbox of letters that went nowhere. */
@NullMarked
package com.quotahit.http.notifications;

import org.jspecify.annotations.NullMarked;

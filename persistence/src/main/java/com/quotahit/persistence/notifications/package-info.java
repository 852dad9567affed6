/**
 * What people were told, how they want to be told, and the letters and posts that follow from it.
 */
@NullMarked
package com.quotahit.persistence.notifications;

import org.jspecify.annotations.NullMarked;

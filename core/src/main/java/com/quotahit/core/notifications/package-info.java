/**
 * What people are told, when, and by which way: news in words, preferences, quiet hours, digests.
 */
@NullMarked
package com.quotahit.core.notifications;

import org.jspecify.annotations.NullMarked;

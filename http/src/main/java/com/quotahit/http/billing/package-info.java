/** Plans and prices, buying and changing, seats, and what the payment provider tells us. */
@NullMarked
package com.quotahit.http.billing;

import org.jspecify.annotations.NullMarked;

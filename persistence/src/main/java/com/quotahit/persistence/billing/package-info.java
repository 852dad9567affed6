/** Plans, prices and coupons as data, what was bought, and the provider's notices. */
@NullMarked
package com.quotahit.persistence.billing;

import org.jspecify.annotations.NullMarked;

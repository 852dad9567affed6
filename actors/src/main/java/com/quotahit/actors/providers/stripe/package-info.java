/** Stripe: customers, prices, hosted checkout and portal, subscriptions and invoices. */
@NullMarked
package com.quotahit.actors.providers.stripe;

import org.jspecify.annotations.NullMarked;

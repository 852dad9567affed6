/**
 * Stands in for Stripe: the part of its protocol that the product uses, with a hosted checkout and
 * a customer portal of its own and signed notices. No money moves; its pages say so.
 */
@NullMarked
package com.quotahit.actors.sandbox.stripe;

import org.jspecify.annotations.NullMarked;

/**
 * What a workspace has bought or may try: plans and prices as data, entitlements that follow from
 * them, seats, free limits, and what we need of a payment provider.
 */
@NullMarked
package com.quotahit.core.billing;

import org.jspecify.annotations.NullMarked;

/** Buying, trying and running out; entitlements in memory; what the provider's notices lead to. */
@NullMarked
package com.quotahit.actors.billing;

import org.jspecify.annotations.NullMarked;

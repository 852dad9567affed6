/** Identity providers that speak OpenID Connect, with Nimbus' library for the protocol. */
@NullMarked
package com.quotahit.actors.providers.oidc;

import org.jspecify.annotations.NullMarked;

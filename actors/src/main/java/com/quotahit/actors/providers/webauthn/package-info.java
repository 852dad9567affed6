/** Passkeys by the rules of WebAuthn, with Yubico's library for the side that asks. */
@NullMarked
package com.quotahit.actors.providers.webauthn;

import org.jspecify.annotations.NullMarked;

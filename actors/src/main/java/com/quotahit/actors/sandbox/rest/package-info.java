/** What the stand-ins of providers with a small interface share: the server, keys and streams. */
@NullMarked
package com.quotahit.actors.sandbox.rest;

import org.jspecify.annotations.NullMarked;

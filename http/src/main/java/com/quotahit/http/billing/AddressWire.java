package com.quotahit.http.billing;

import java.net.URI;

/** Where the browser has to go. */
public record AddressWire(URI url) {}

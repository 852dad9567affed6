/**
 * The connections that calls with somebody's own key go over. They outlive the calls and hold no
 * key; addresses that somebody typed are looked up and judged before anything connects to them.
 */
@NullMarked
package com.quotahit.actors.providers.rest;

import org.jspecify.annotations.NullMarked;

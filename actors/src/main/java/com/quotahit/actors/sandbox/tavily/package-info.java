/** Tavily's interface on loopback, with pages made up for it. */
@NullMarked
package com.quotahit.actors.sandbox.tavily;

import org.jspecify.annotations.NullMarked;

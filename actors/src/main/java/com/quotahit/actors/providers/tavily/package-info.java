/** Tavily's search of the web. */
@NullMarked
package com.quotahit.actors.providers.tavily;

import org.jspecify.annotations.NullMarked;

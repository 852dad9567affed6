/** The fast voice: plainly robotic, a hundred times faster than it is heard. */
@NullMarked
package com.quotahit.actors.providers.embedded.flite;

import org.jspecify.annotations.NullMarked;

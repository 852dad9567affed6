/** The part of voice and telephone providers that tells a good key from a bad one. */
@NullMarked
package com.quotahit.actors.sandbox.keys;

import org.jspecify.annotations.NullMarked;

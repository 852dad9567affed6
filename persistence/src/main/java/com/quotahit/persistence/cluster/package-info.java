/**
 * How nodes that share a database find each other, which side of a divided cluster lives on, and
 * whether a node's settings are safe.
 */
@NullMarked
package com.quotahit.persistence.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * Where the modules meet: reads the configuration, builds everything with plain constructors,
 * starts and stops a node. Nobody depends on this package.
 */
@NullMarked
package com.quotahit.cluster;

import org.jspecify.annotations.NullMarked;

/** The generic event-sourced entity, processes, outbox sender, blocking bridge and sharding. */
@NullMarked
package com.quotahit.actors.engine;

import org.jspecify.annotations.NullMarked;

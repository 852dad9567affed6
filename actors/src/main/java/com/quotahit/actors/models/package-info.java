/**
 * The gateway to models: whose key, which model, what it may cost, what became of it; and the care
 * of keys that people brought.
 */
@NullMarked
package com.quotahit.actors.models;

import org.jspecify.annotations.NullMarked;

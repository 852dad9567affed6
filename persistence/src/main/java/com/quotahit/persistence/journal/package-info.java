/**
 * The journal's own language: names and versions of facts, their JSON, the steps from old to new,
 * and the readers that turn facts into rows and further commands.
 */
@NullMarked
package com.quotahit.persistence.journal;

import org.jspecify.annotations.NullMarked;

/**
 * PostgreSQL: the embedded server or an outside one, one pool for everything, migrations, and the
 * scope that keeps workspaces apart.
 */
@NullMarked
package com.quotahit.persistence.database;

import org.jspecify.annotations.NullMarked;

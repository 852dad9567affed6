/** People and the workspaces they work in: accounts, roles, permissions, sessions. */
@NullMarked
package com.quotahit.core.workspace;

import org.jspecify.annotations.NullMarked;

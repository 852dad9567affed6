/** Letters: what the product writes by e-mail, to whom, and where they are handed in. */
@NullMarked
package com.quotahit.core.shared.mail;

import org.jspecify.annotations.NullMarked;

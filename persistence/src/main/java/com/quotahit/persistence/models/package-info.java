/** Keys, the catalogue of models, budgets and what was used. */
@NullMarked
package com.quotahit.persistence.models;

import org.jspecify.annotations.NullMarked;

package com.quotahit.core.practice.buyer;

/**
 * One thing the buyer says.
 *
 * @param core the line as it is written; it is never used again in this call
 * @param text the line as it is said, with first words and names
 */
record Line(String core, String text, Effect effect) {

  Line withText(String said) {
    return new Line(core, said, effect);
  }
}

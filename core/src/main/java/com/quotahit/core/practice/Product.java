package com.quotahit.core.practice;

import java.util.List;

/**
 * What the learner sells in a scenario.
 *
 * @param is what it is, in a few words that fit after "it is"
 * @param facts what the learner may truthfully claim, with numbers
 */
public record Product(String name, String seller, String is, String price, List<String> facts) {

  public Product {
    facts = List.copyOf(facts);
  }
}

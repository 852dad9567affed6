package com.quotahit.core.practice;

/** Temper of a buyer, each 0 to 100. */
public record Traits(
    int patience, int skepticism, int warmth, int talkativeness, int priceSensitivity) {

  public Traits {
    require("patience", patience);
    require("skepticism", skepticism);
    require("warmth", warmth);
    require("talkativeness", talkativeness);
    require("priceSensitivity", priceSensitivity);
  }

  private static void require(String trait, int value) {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException(trait + " must be 0 to 100, is " + value);
    }
  }
}

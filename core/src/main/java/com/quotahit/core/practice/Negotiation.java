package com.quotahit.core.practice;

import java.util.List;

/**
 * What a buyer bargains for.
 *
 * @param demands discounts in percent, from the opening demand down to the least they settle for
 * @param demand ways to state a demand; {@code {percent}} is filled in
 * @param pocketed said when the seller gave something for nothing
 * @param hold said when the seller holds without a reason
 * @param yield said when moving one step down
 * @param settle said when the terms are right
 */
public record Negotiation(
    List<Integer> demands,
    List<String> demand,
    List<String> pocketed,
    List<String> hold,
    List<String> yield,
    List<String> settle) {

  public Negotiation {
    demands = List.copyOf(demands);
    demand = List.copyOf(demand);
    pocketed = List.copyOf(pocketed);
    hold = List.copyOf(hold);
    yield = List.copyOf(yield);
    settle = List.copyOf(settle);
  }
}

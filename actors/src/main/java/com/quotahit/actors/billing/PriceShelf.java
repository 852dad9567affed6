package com.quotahit.actors.billing;

import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.billing.PaymentPort.Line;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.billing.Purchase;
import com.quotahit.core.shared.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What a purchase costs, as prices that the provider knows. A price that it does not know yet is
 * made there and remembered; those of old purchases stay. Blocks.
 */
record PriceShelf(PlansPort prices, PaymentPort payments, String account) {

  List<Line> lines(PlanBook book, Purchase wanted, int seats) {
    List<Line> lines = new ArrayList<>();
    for (PlanKey key : wanted.keys(book)) {
      lines.add(new Line(price(book, key), seats));
    }
    return lines;
  }

  private String price(PlanBook book, PlanKey key) {
    Money monthly =
        switch (key) {
          case PlanKey.Bundle _ -> book.bundlePrice();
          case PlanKey.One(var module) -> book.offer(module).orElseThrow().monthly();
        };
    String name =
        switch (key) {
          case PlanKey.Bundle _ -> "QuotaHit bundle";
          case PlanKey.One(var module) -> "QuotaHit " + book.offer(module).orElseThrow().name();
        };
    return prices
        .price(account, key, monthly)
        .orElseGet(() -> {
          String made = payments.price(key, name, monthly);
          prices.keepPrice(account, made, key, monthly);
          return made;
        });
  }
}

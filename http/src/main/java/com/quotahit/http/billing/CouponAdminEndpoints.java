package com.quotahit.http.billing;

import com.quotahit.core.billing.Coupon;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Coupons, made and changed by a platform admin. How often one was redeemed stays. */
public final class CouponAdminEndpoints {

  private final BillingParts parts;

  public CouponAdminEndpoints(BillingParts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/coupons", "All coupons")
            .platformAdmin()
            .answers(CouponWire.All.class)
            .by((_, _) -> coupons()),
        Endpoint.put("/admin/coupons", "Make or change a coupon")
            .platformAdmin()
            .body(CouponWire.Putting.class, CouponWire.Putting::parse)
            .answers(CouponWire.class)
            .notWhileImpersonating()
            .by(this::put));
  }

  private CompletionStage<Answer<CouponWire.All>> coupons() {
    return parts
        .blocking()
        .run(
            "database",
            () ->
                Answer.of(
                    new CouponWire.All(
                        parts.coupons().all().stream().map(CouponWire::of).toList())));
  }

  private CompletionStage<Answer<CouponWire>> put(Call call, Coupon coupon) {
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              parts.coupons().put(coupon);
              parts
                  .audit()
                  .appendToPlatform(call.audit("coupon.changed", "coupon:" + coupon.code()));
              return Answer.of(CouponWire.of(parts.coupons().find(coupon.code()).orElseThrow()));
            });
  }
}

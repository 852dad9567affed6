package com.quotahit.http.billing;

import static com.quotahit.http.billing.BillingUnderTest.NORTH;
import static com.quotahit.http.billing.BillingUnderTest.eventually;
import static com.quotahit.http.billing.Shopper.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A part of the price goes, as often as it was promised. */
@Tag("route")
class CouponsTakeOffWhatTheySayTest {

  private BillingUnderTest world;
  private Client ann;
  private Client admin;
  private Shopper shopper;

  @BeforeEach
  void open() {
    world = new BillingUnderTest();
    ann = world.as(1, Role.OWNER);
    admin = world.as(1, Role.OWNER, true);
    shopper = new Shopper(world, ann);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_coupon_takes_its_part_off_and_is_good_once() {
    Reply made =
        admin.send(
            "PUT",
            "/api/v1/admin/coupons",
            "{\"code\":\"spring\",\"percentOff\":20,\"maxRedemptions\":1}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    Reply wrong =
        ann.post("/api/v1/billing/checkout", "{\"modules\":[\"brain\"],\"coupon\":\"nope\"}");
    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("coupon");
    shopper.bought("{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"Spring\"}");
    eventually("open", () -> shopper.state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(1520);
    assertThat(admin.get("/api/v1/admin/coupons").json().at("/items/0/redeemed").asInt())
        .isEqualTo(1);
  }

  @Test
  void who_leaves_a_checkout_and_begins_again_takes_the_coupon_along() {
    admin.send(
        "PUT",
        "/api/v1/admin/coupons",
        "{\"code\":\"ALONG\",\"percentOff\":50,\"maxRedemptions\":1}");
    String order = "{\"modules\":[\"brain\"],\"seats\":%d,\"coupon\":\"ALONG\"}";
    Reply left = ann.post("/api/v1/billing/checkout", order.formatted(2));
    String url = shopper.bought(order.formatted(1));
    assertThat(url).isNotEqualTo(left.json().path("url").asText());
    assertThat(world.page(left.json().path("url").asText(), GOOD_CARD).status().intValue())
        .as("the page that was left")
        .isEqualTo(404);
    eventually("open", () -> shopper.state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(950);
    eventually("used", () -> world.coupons.holds(NORTH).isEmpty());
    assertThat(admin.get("/api/v1/admin/coupons").json().at("/items/0/redeemed").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_coupon_whose_terms_were_changed_is_worth_what_it_says_now() {
    String coupon = "{\"code\":\"AUTUMN\",\"percentOff\":%d}";
    String order = "{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"AUTUMN\"}";
    admin.send("PUT", "/api/v1/admin/coupons", coupon.formatted(10));
    assertThat(ann.post("/api/v1/billing/checkout", order).status()).isEqualTo(200);
    admin.send("PUT", "/api/v1/admin/coupons", coupon.formatted(50));
    shopper.bought(order);
    eventually("open", () -> shopper.state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(950);
  }
}

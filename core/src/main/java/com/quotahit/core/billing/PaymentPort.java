package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What we need of a payment provider. Every call blocks, bounds its own wait and fails with {@link
 * PaymentFailure}. Whatever changes something takes a name: the same name again does nothing again.
 */
public interface PaymentPort {

  /** Whether no money moves. */
  boolean simulated();

  /** The customer that stands for a workspace. */
  String customer(WorkspaceId workspace, String name, String email, String once);

  /** A monthly price for one seat. */
  String price(PlanKey key, String name, Money monthly);

  /**
   * Makes a coupon known with the terms it has now, for the provider never changes one, and gives
   * its name there.
   */
  String coupon(Coupon coupon);

  /** A purchase that somebody is about to make on the provider's own page. */
  Checkout checkout(Order order, String once);

  /** Takes back whatever the customer has begun to buy, but for this checkout. */
  void expireOthers(String customer, String checkout);

  /** What became of a checkout. One that the provider does not know is over. */
  CheckoutFate fate(String checkout);

  /** Nobody can pay this checkout any more; fails when somebody just has. */
  void expire(String checkout);

  /** A page where the customer changes cards and sees invoices; good for some minutes. */
  URI portal(String customer, URI comeBack);

  /** All of a customer's subscriptions, those that are over included. */
  List<ProviderSubscription> subscriptions(String customer);

  /** What a change would cost now and from then on. */
  Preview preview(ProviderSubscription subscription, List<Line> lines, Instant at);

  ProviderSubscription change(
      ProviderSubscription subscription, List<Line> lines, Instant at, String once);

  /** Ends with the paid period, or goes on after all. */
  ProviderSubscription ending(String subscription, boolean ends, String once);

  /** The newest first. */
  List<Invoice> invoices(String customer, int most);

  /** So many seats of a price. */
  record Line(String price, int seats) {}

  /**
   * @param coupon as the provider knows it
   * @param whenPaid where the browser goes then; in it {@code {CHECKOUT_SESSION_ID}} stands for the
   *     checkout
   */
  record Order(
      String customer,
      WorkspaceId workspace,
      List<Line> lines,
      Optional<String> coupon,
      boolean tax,
      String whenPaid,
      String whenLeft,
      Instant expiresAt) {
    public Order {
      lines = List.copyOf(lines);
    }
  }

  record Checkout(String id, URI url) {}

  /** Whether it can still be paid, was gone through to its end, or can be paid no more. */
  enum CheckoutFate {
    OPEN,
    PAID,
    OVER
  }

  /**
   * @param now what is charged or, negative, credited at once
   * @param lines what it consists of
   */
  record Preview(Money now, List<PreviewLine> lines, Instant at) {
    public Preview {
      lines = List.copyOf(lines);
    }
  }

  record PreviewLine(String text, Money amount) {}

  record Invoice(
      String id,
      String number,
      String status,
      Money due,
      Money paid,
      Instant createdAt,
      Optional<URI> page,
      Optional<URI> pdf) {}
}

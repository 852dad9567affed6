package com.quotahit.http.billing;

import com.quotahit.core.billing.PaymentPort;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invoice of the payment provider.
 *
 * @param url where it can be seen and paid
 */
public record InvoiceWire(
    String id,
    String number,
    Instant at,
    AmountWire total,
    String status,
    Optional<URI> url,
    Optional<URI> pdf) {

  /** The newest first; older ones are at the provider. */
  public record Some(List<InvoiceWire> items) {}

  static InvoiceWire of(PaymentPort.Invoice from) {
    return new InvoiceWire(
        from.id(),
        from.number(),
        from.createdAt(),
        AmountWire.of(from.due()),
        from.status(),
        from.page(),
        from.pdf());
  }
}

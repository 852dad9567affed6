package com.quotahit.http.billing;

import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.shared.Money;
import java.time.Instant;
import java.util.List;

/**
 * What a change would cost.
 *
 * @param dueNow at once; negative is a credit for the next invoice
 * @param monthly from then on
 * @param at for when this was worked out; send it along with the change
 */
public record ChangePreviewWire(
    AmountWire dueNow, AmountWire monthly, List<Line> lines, Instant at) {

  /** One line of it. */
  public record Line(String text, AmountWire amount) {}

  static ChangePreviewWire of(PaymentPort.Preview preview, Money monthly) {
    return new ChangePreviewWire(
        AmountWire.of(preview.now()),
        AmountWire.of(monthly),
        preview.lines().stream()
            .map(line -> new Line(line.text(), AmountWire.of(line.amount())))
            .toList(),
        preview.at());
  }
}

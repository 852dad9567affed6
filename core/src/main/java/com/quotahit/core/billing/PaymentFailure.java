package com.quotahit.core.billing;

/** The payment provider did not do what it was asked. The text never carries what was sent. */
public final class PaymentFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What to make of it. */
  public enum Kind {
    /** Not reachable, too slow or broken; the same may work in a moment. */
    TRANSIENT,
    /** Too many requests. */
    BUSY,
    /** Our own key is refused. */
    KEY_REJECTED,
    /** The card was declined. */
    DECLINED,
    /** There is no such thing there. */
    MISSING,
    /** The request makes no sense to it; asking again will not help. */
    REFUSED
  }

  private final Kind kind;

  public PaymentFailure(Kind kind, String code) {
    super(kind + " " + code);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

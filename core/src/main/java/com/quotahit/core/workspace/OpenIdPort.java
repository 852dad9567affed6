package com.quotahit.core.workspace;

import com.quotahit.core.shared.Secret;
import java.net.URI;
import java.util.Optional;

/** The conversation with an identity provider, OpenID Connect. Calls block for a bounded time. */
public interface OpenIdPort {

  /**
   * Who we are there.
   *
   * @param redirect where the provider sends people back
   */
  record Client(String issuer, String clientId, Secret clientSecret, URI redirect) {}

  /**
   * What holds one attempt together; all of it unguessable.
   *
   * @param verifier whose hash goes ahead, so that the code is worth nothing to anybody else
   */
  record Bond(String state, String nonce, String verifier) {
    @Override
    public String toString() {
      return "Bond[redacted]";
    }
  }

  /**
   * Who somebody is, on the provider's word.
   *
   * @param email only if the provider says that it has proven it
   */
  record Identity(
      String issuer, String subject, Optional<EmailAddress> email, Optional<String> name) {}

  /** Where to send somebody; fails with {@link OpenIdFailure}. */
  URI question(Client client, Bond bond);

  /** Who came back with this code; fails with {@link OpenIdFailure}. */
  Identity answer(Client client, Bond bond, String code);

  /** Why a provider cannot be used, or is not believed. */
  final class OpenIdFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Which kind of no. */
    public enum Reason {
      /** The address is none that we may go to. */
      NOT_ALLOWED,
      UNREACHABLE,
      /** It answered, and not as an identity provider of this name does. */
      NOT_A_PROVIDER,
      /** It refuses our client, or the code. */
      REFUSED,
      /** What it signed does not hold. */
      NOT_BELIEVED
    }

    private final Reason reason;

    /**
     * @param detail for logs: never what the provider or a stranger wrote
     */
    public OpenIdFailure(Reason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }
}

package com.quotahit.actors.providers.openrouter;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;
import java.math.BigDecimal;

/** Asks OpenRouter about a key itself: its list of models needs none, so it would prove nothing. */
public final class OpenRouterKeys implements KeyCheckPort {

  private final ProviderTransport transport;

  public OpenRouterKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      RestCall.Answer answer =
          RestCall.to(transport, access, "/key")
              .header("Authorization", "Bearer " + access.key().reveal())
              .get();
      JsonNode left = answer.body().path("data").path("limit_remaining");
      boolean spent =
          answer.fine() && left.isNumber() && left.decimalValue().compareTo(BigDecimal.ZERO) <= 0;
      return spent ? new KeyVerdict.Refused(KeyFault.QUOTA) : answer.verdict("");
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }
}

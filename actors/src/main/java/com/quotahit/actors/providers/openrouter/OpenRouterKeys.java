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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Asks OpenRouter about a key itself: its list of models needs none, so it would prove nothing. */
public final class OpenRouterKeys implements KeyCheckPort {

  private final ProviderTransport transport;

  public OpenRouterKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  private static Optional<Instant> end(String text) {
    try {
      return text.isEmpty() || text.equals("null")
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException unknown) {
      return Optional.empty();
    }
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
      return spent
          ? new KeyVerdict.Refused(KeyFault.QUOTA)
          : switch (answer.verdict("")) {
            case KeyVerdict.Accepted _ ->
                new KeyVerdict.Accepted(end(answer.body().at("/data/expires_at").asText("")));
            case KeyVerdict.Refused refused -> refused;
          };
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }
}

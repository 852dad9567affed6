package com.quotahit.actors.providers.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;

/**
 * Asks ElevenLabs whose key it is. A key that may speak but not look that up is a good key: it is
 * refused with a status of its own.
 */
public final class ElevenLabsKeys implements KeyCheckPort {

  private final ProviderTransport transport;

  public ElevenLabsKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      RestCall.Answer answer =
          RestCall.to(transport, access, "/v1/user")
              .header("xi-api-key", access.key().reveal())
              .get();
      JsonNode detail = answer.body().path("detail");
      String status = detail.path("status").asText("");
      return status.equals("missing_permissions")
          ? new KeyVerdict.Accepted()
          : answer.verdict(status);
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }
}

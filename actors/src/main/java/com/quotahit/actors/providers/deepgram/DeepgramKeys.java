package com.quotahit.actors.providers.deepgram;

import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;

/**
 * Asks Deepgram for a key's projects. A key that may listen but not manage answers 403 there, which
 * only a good key does.
 */
public final class DeepgramKeys implements KeyCheckPort {

  private static final int GOOD_WITHOUT_MANAGEMENT = 403;

  private final ProviderTransport transport;

  public DeepgramKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      RestCall.Answer answer =
          RestCall.to(transport, access, "/v1/projects")
              .header("Authorization", "Token " + access.key().reveal())
              .get();
      return answer.status() == GOOD_WITHOUT_MANAGEMENT
          ? new KeyVerdict.Accepted()
          : answer.verdict("");
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }
}

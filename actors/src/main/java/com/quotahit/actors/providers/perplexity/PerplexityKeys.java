package com.quotahit.actors.providers.perplexity;

import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;

/**
 * Asks Perplexity for the list of a key's long jobs, which costs nothing; whatever is neither yes
 * nor no leaves the key unknown.
 */
public final class PerplexityKeys implements KeyCheckPort {

  private final ProviderTransport transport;

  public PerplexityKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      RestCall.Answer answer =
          RestCall.to(transport, access, "/async/chat/completions")
              .header("Authorization", "Bearer " + access.key().reveal())
              .get();
      return answer.fine() || answer.status() == 401
          ? answer.verdict("")
          : new KeyVerdict.Refused(KeyFault.NETWORK);
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }
}

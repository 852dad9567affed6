package com.quotahit.actors.providers.twilio;

import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks Twilio for the account that a key ({@code <account>:<token>}) belongs to. */
public final class TwilioKeys implements KeyCheckPort {

  private final ProviderTransport transport;

  public TwilioKeys(ProviderTransport transport) {
    this.transport = transport;
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    String key = access.key().reveal();
    int colon = key.indexOf(':');
    if (colon < 0) {
      return new KeyVerdict.Refused(KeyFault.UNAUTHORIZED);
    }
    try {
      RestCall.Answer answer =
          RestCall.to(
                  transport, access, "/2010-04-01/Accounts/" + key.substring(0, colon) + ".json")
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)))
              .get();
      String status = answer.body().path("status").asText("active");
      return answer.fine() && !status.equals("active")
          ? new KeyVerdict.Refused(KeyFault.NO_PERMISSION)
          : answer.verdict("");
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }
}

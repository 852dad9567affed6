package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.models.TokenUse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One endpoint for every call, on nobody's account: the stand-in, or the other end of a bench. */
record EndpointAccount(OpenAiEndpoint endpoint, String model) implements SpokenAccountPort {

  @Override
  public String line() {
    return "endpoint";
  }

  @Override
  public boolean simulated() {
    return endpoint.simulated();
  }

  @Override
  public CompletionStage<ProviderAccess> access() {
    return CompletableFuture.completedFuture(
        new ProviderAccess(
            Provider.OPENAI, endpoint.baseUrl(), endpoint.key(), ProviderAccess.Trust.OPERATORS));
  }

  @Override
  public void used(TokenUse tokens, AudioUse audio) {}

  @Override
  public void transcribed(String model, TokenUse tokens, AudioUse audio) {}

  @Override
  public void troubled(ModelFailure.Kind kind) {}

  @Override
  public void over(long heardMs, long spokenMs) {}
}

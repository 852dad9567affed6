package com.quotahit.actors.sandbox.rest;

import com.quotahit.actors.sandbox.openai.SandboxFault;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** One provider's interface, as it is on the wire. */
public interface StandIn {

  /**
   * @param endpoint method and path, such as {@code POST /v1/messages}
   * @param key as the provider's own header carries it, empty when there is none
   */
  record Asked(String endpoint, String query, String key, String body) {}

  /** The first part of every path here, which a base address ends with. */
  String prefix();

  /** The key, taken from where this provider expects it. */
  String key(org.apache.pekko.http.javadsl.model.HttpRequest request);

  CompletionStage<HttpResponse> answer(Asked asked, Optional<SandboxFault> fault);
}

package com.quotahit.actors.providers.tavily;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.SearchPort;
import java.util.ArrayList;
import java.util.List;

/** Searches the web with Tavily. */
public final class TavilySearch implements SearchPort, KeyCheckPort {

  private static final int QUERY_MAX = 400;

  private final ProviderTransport transport;

  public TavilySearch(ProviderTransport transport) {
    this.transport = transport;
  }

  @Override
  public Found search(ProviderAccess access, String query, int most) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("query", query.substring(0, Math.min(QUERY_MAX, query.length())));
    body.put("max_results", most);
    body.put("search_depth", "basic");
    body.put("include_usage", true);
    RestCall.Answer answer = call(access, "/search").post(body);
    if (!answer.fine()) {
      throw answer.failure("");
    }
    if (!answer.body().path("results").isArray()) {
      throw new ModelFailure(
          ModelFailure.Kind.TRANSIENT, "the provider's answer could not be read");
    }
    List<Page> pages = new ArrayList<>();
    for (JsonNode page : answer.body().path("results")) {
      if (pages.size() < most && page.path("url").isTextual()) {
        pages.add(
            new Page(
                page.path("title").asText(""),
                page.path("url").asText(),
                page.path("content").asText("")));
      }
    }
    return new Found(pages, answer.body().path("usage").path("credits").asLong(1));
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      return call(access, "/usage").get().verdict("");
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }

  private RestCall call(ProviderAccess access, String path) {
    return RestCall.to(transport, access, path)
        .header("Authorization", "Bearer " + access.key().reveal());
  }
}

package com.quotahit.http.edge;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Pages that are neither ours nor the web client's and still have to be reached through the public
 * port, such as those of a stand-in. They get the same headers as every page.
 */
@FunctionalInterface
public interface OtherPages {

  OtherPages NONE = _ -> Optional.empty();

  /** The answer, if the request is for such a page. */
  Optional<CompletionStage<HttpResponse>> page(HttpRequest request);
}

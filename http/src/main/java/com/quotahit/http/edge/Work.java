package com.quotahit.http.edge;

import java.util.concurrent.CompletionStage;

/** What an endpoint does with a request that has passed every check. */
@FunctionalInterface
public interface Work<I, O> {
  CompletionStage<Answer<O>> run(Call call, I input);
}

package com.quotahit.http.edge;

import com.quotahit.core.workspace.Principal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who stands behind a session's secret or a partner's key. One in use answers from memory. */
@FunctionalInterface
public interface Sessions {

  CompletionStage<Optional<Principal>> find(String token);
}

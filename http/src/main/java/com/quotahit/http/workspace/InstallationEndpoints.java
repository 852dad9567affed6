package com.quotahit.http.workspace;

import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What this installation is, for the sign-in page and the practice lobby. */
public final class InstallationEndpoints {

  private final Supplier<InstallationWire> installation;

  public InstallationEndpoints(Supplier<InstallationWire> installation) {
    this.installation = installation;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/installation", "What this installation is and can do")
            .open()
            .answers(InstallationWire.class)
            .by((_, _) -> CompletableFuture.completedFuture(Answer.of(installation.get()))));
  }
}

package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.RecordingTerms;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Whether a workspace's calls are recorded, and for how long that is kept. */
public final class RecordingTermsEndpoints {

  private final Entities entities;

  public RecordingTermsEndpoints(Entities entities) {
    this.entities = entities;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/workspace/recording", "Whether calls are recorded, and for how long")
            .signedIn()
            .answers(RecordingTermsWire.class)
            .by(this::terms),
        Endpoint.put("/workspace/recording", "Decide what becomes of the sound of calls")
            .needs(Permission.SETTINGS_MANAGE)
            .body(RecordingTermsWire.class, RecordingTermsWire::parse)
            .answers(RecordingTermsWire.class)
            .by(this::set));
  }

  private CompletionStage<Answer<RecordingTermsWire>> terms(Call call, Nothing nothing) {
    return entities
        .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(call.workspace()))
        .thenApply(found -> Answer.of(RecordingTermsWire.of(found.state().recordingTerms())));
  }

  private CompletionStage<Answer<RecordingTermsWire>> set(Call call, RecordingTerms terms) {
    return entities
        .execute(
            WorkspaceKinds.WORKSPACE,
            WorkspaceKinds.workspace(call.workspace()),
            new WorkspaceCommand.SetRecording(terms),
            call.directive())
        .thenApply(reply ->
            Answer.from(
                reply,
                state -> RecordingTermsWire.of(state.recordingTerms()),
                WorkspaceProblems::of));
  }
}

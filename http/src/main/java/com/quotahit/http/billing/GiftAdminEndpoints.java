package com.quotahit.http.billing;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Modules that a platform admin gives to a workspace, and takes back. */
public final class GiftAdminEndpoints {

  private final BillingParts parts;

  public GiftAdminEndpoints(BillingParts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/gifts", "What a workspace was given")
            .platformAdmin()
            .answers(GiftsWire.class)
            .query("workspaceId", "The workspace")
            .by(this::gifts),
        Endpoint.post("/admin/gifts", "Give a module to a workspace")
            .platformAdmin()
            .body(GiftsWire.Giving.class, GiftsWire.Giving::parse)
            .answersNothing(204)
            .notWhileImpersonating()
            .by((call, gift) ->
                given(
                    call,
                    gift,
                    new BillingCommand.Give(gift.module(), gift.until()),
                    "billing.module-given")),
        Endpoint.post("/admin/gifts/end", "Take a given module back")
            .platformAdmin()
            .body(GiftsWire.Giving.class, GiftsWire.Giving::parse)
            .answersNothing(204)
            .notWhileImpersonating()
            .by((call, gift) ->
                given(
                    call,
                    gift,
                    new BillingCommand.TakeBack(gift.module()),
                    "billing.module-taken-back")));
  }

  private CompletionStage<Answer<GiftsWire>> gifts(Call call, Nothing nothing) {
    Optional<WorkspaceId> workspace =
        call.query("workspaceId")
            .filter(id -> Ids.valid(WorkspaceId.PREFIX, id))
            .map(WorkspaceId::new);
    if (workspace.isEmpty()) {
      return refused(noSuchWorkspace());
    }
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace.get()))
        .thenApply(found -> Answer.of(GiftsWire.of(found.state(), call.now())));
  }

  private CompletionStage<Answer<Nothing>> given(
      Call call, GiftsWire.Giving.Gift gift, BillingCommand command, String action) {
    return parts
        .blocking()
        .run("database", () -> parts.customers().exists(gift.workspace()))
        .thenCompose(there ->
            there
                ? parts
                    .entities()
                    .execute(
                        BillingKind.BILLING,
                        BillingKind.of(gift.workspace()),
                        command,
                        call.directive())
                    .thenCompose(reply -> {
                      parts.entitlements().changed(gift.workspace());
                      return parts
                          .blocking()
                          .run(
                              "database",
                              () -> {
                                if (reply instanceof Reply.Done<Billing, BillingRejection>) {
                                  parts
                                      .audit()
                                      .append(
                                          gift.workspace(),
                                          call.audit(action, "module:" + gift.module().code()));
                                }
                                return Answer.from(
                                    reply, _ -> Nothing.NOTHING, BillingProblems::of);
                              });
                    })
                : refused(noSuchWorkspace()));
  }

  private static Problem noSuchWorkspace() {
    return Problem.invalid(
        List.of(new FieldProblem("workspaceId", "unknown", "There is no such workspace.")));
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

package com.quotahit.http.notifications;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.mail.MailRoutePort;
import com.quotahit.core.shared.mail.SandboxMailPort;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The inbox of letters that went nowhere; there is none once there is a mail server. */
public final class SandboxMailEndpoints {

  private final SandboxMailPort inbox;
  private final MailRoutePort route;
  private final Blocking blocking;

  public SandboxMailEndpoints(SandboxMailPort inbox, MailRoutePort route, Blocking blocking) {
    this.inbox = inbox;
    this.route = route;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/sandbox/mail", "Letters that stayed in the sandbox, newest first")
            .platformAdmin()
            .answersPage(LetterWire.class)
            .query("to", "Only letters to this address")
            .switchedBy(FeatureSwitch.SANDBOX_INBOX)
            .by((call, _) -> whereThereIsOne(() -> list(call))),
        Endpoint.get("/sandbox/mail/{id}", "A letter that stayed in the sandbox")
            .platformAdmin()
            .answers(LetterWire.class)
            .switchedBy(FeatureSwitch.SANDBOX_INBOX)
            .by((call, _) ->
                whereThereIsOne(() ->
                    inbox
                        .find(call.path("id"))
                        .<Answer<LetterWire>>map(letter -> Answer.of(LetterWire.of(letter)))
                        .orElseGet(() -> Answer.refused(Problem.notFound())))),
        Endpoint.delete("/sandbox/mail", "Empty the sandbox's inbox")
            .platformAdmin()
            .answersNothing()
            .switchedBy(FeatureSwitch.SANDBOX_INBOX)
            .by((_, _) ->
                this.<Nothing>whereThereIsOne(() -> {
                  inbox.clear();
                  return Answer.done();
                })));
  }

  private Answer<PageWire<LetterWire>> list(Call call) {
    return Answer.of(
        PageWire.of(
            inbox.list(call.query("to"), call.page().after(), call.page().rows()).stream()
                .map(LetterWire::of)
                .toList(),
            call.page(),
            LetterWire::id));
  }

  private <T> CompletionStage<Answer<T>> whereThereIsOne(Supplier<Answer<T>> work) {
    return blocking.run(
        "database",
        () -> route.route().simulated() ? work.get() : Answer.refused(Problem.notFound()));
  }
}

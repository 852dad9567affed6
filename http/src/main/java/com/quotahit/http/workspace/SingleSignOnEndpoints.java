package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.CompanyProviders;
import com.quotahit.actors.workspace.CompanyProviders.Outcome;
import com.quotahit.actors.workspace.CompanyProviders.Wanted;
import com.quotahit.actors.workspace.CompanySignIn;
import com.quotahit.actors.workspace.CompanySignIn.Refusal;
import com.quotahit.actors.workspace.CompanySignIn.Returned;
import com.quotahit.actors.workspace.CompanySignIn.Started;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SignedIn;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure.Reason;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.SingleSignOnWire.SettingWire;
import com.quotahit.http.workspace.SingleSignOnWire.WantedWire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A workspace's identity provider, and the way there and back. Whoever comes back follows a link,
 * so that step answers with where to go next, also when something is wrong.
 */
public final class SingleSignOnEndpoints {

  /** Below the public address; what providers are told. */
  public static final String RETURN_PATH = "/api/v1/auth/sso/callback";

  private static final String NOTE = "qh_sso";
  private static final Duration LONGER = Duration.ofSeconds(30);

  private final CompanySignIn signIn;
  private final CompanyProviders providers;
  private final LiveSessions sessions;
  private final URI returnAddress;

  public SingleSignOnEndpoints(
      CompanySignIn signIn, CompanyProviders providers, LiveSessions sessions, URI returnAddress) {
    this.signIn = signIn;
    this.providers = providers;
    this.sessions = sessions;
    this.returnAddress = returnAddress;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/workspace/sso", "The identity provider of this workspace")
            .needs(Permission.SETTINGS_MANAGE)
            .answers(SettingWire.class)
            .notWhileImpersonating()
            .by((call, _) -> setting(call)),
        Endpoint.put("/workspace/sso", "Choose the identity provider")
            .needs(Permission.SETTINGS_MANAGE)
            .body(WantedWire.class, WantedWire::parse)
            .answers(SettingWire.class)
            .within(LONGER)
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::save),
        Endpoint.delete("/workspace/sso", "Do without an identity provider")
            .needs(Permission.SETTINGS_MANAGE)
            .answersNothing()
            .recentSignIn()
            .notWhileImpersonating()
            .by((call, _) -> remove(call)),
        Endpoint.get("/auth/sso/start", "Go to one's company to sign in")
            .open()
            .answersNothing(302)
            .query("email", "An address of the company's.")
            .within(LONGER)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by((call, _) -> start(call)),
        Endpoint.get("/auth/sso/callback", "Come back from one's company")
            .open()
            .answersNothing(302)
            .query("code", "What the provider gave.")
            .query("state", "Which attempt this is.")
            .query("error", "Why the provider refused.")
            .query("error_description", "The same in words; not used.")
            .query("error_uri", "More words; not used.")
            .query("iss", "Who answers; known already.")
            .query("session_state", "Not used.")
            .query("scope", "Not used.")
            .query("authuser", "Not used.")
            .query("hd", "Not used.")
            .query("prompt", "Not used.")
            .within(LONGER)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by((call, _) -> finish(call)));
  }

  private CompletionStage<Answer<SettingWire>> setting(Call call) {
    return providers
        .of(call.workspace())
        .thenApply(found ->
            found
                .<Answer<SettingWire>>map(
                    setting -> Answer.of(SettingWire.of(setting, returnAddress.toString())))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private CompletionStage<Answer<SettingWire>> save(Call call, Wanted wanted) {
    return providers
        .save(
            call.workspace(),
            call.user(),
            wanted,
            call.audit("sso.saved", "workspace:" + call.workspace()))
        .thenApply(outcome ->
            switch (outcome) {
              case Outcome.Done(var setting) ->
                  Answer.of(SettingWire.of(setting, returnAddress.toString()));
              case Outcome.SecretMissing _ ->
                  invalid("clientSecret", "required", "Enter the secret that the provider gave.");
              case Outcome.DomainNotYours(String domain) ->
                  invalid(
                      "domains",
                      "not_yours",
                      "Prove an address of your own at "
                          + domain
                          + " first. Domains of public mail providers cannot be named.");
              case Outcome.DomainTaken(String domain) ->
                  invalid("domains", "taken", domain + " belongs to another workspace.");
              case Outcome.ProviderRefused(Reason why) -> invalid("issuer", code(why), text(why));
            });
  }

  private static String code(Reason why) {
    return why.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Reason why) {
    return switch (why) {
      case NOT_ALLOWED -> "This must be a public https address, such as https://id.example.com.";
      case UNREACHABLE -> "Nothing answered at this address. Check it and try again.";
      case NOT_A_PROVIDER -> "What answered is no OpenID provider of this name.";
      case REFUSED, NOT_BELIEVED -> "The provider refused. Check what you entered there.";
    };
  }

  private static Answer<SettingWire> invalid(String field, String code, String text) {
    return Answer.refused(Problem.invalid(List.of(new FieldProblem(field, code, text))));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call) {
    return providers
        .remove(call.workspace(), call.audit("sso.removed", "workspace:" + call.workspace()))
        .thenApply(removed -> removed ? Answer.done() : Answer.refused(Problem.notFound()));
  }

  private CompletionStage<Answer<Nothing>> start(Call call) {
    return switch (EmailAddress.parse("email", call.query("email").orElse(""))) {
      case Parsed.Invalid<EmailAddress>(List<FieldProblem> problems) ->
          CompletableFuture.completedFuture(Answer.refused(Problem.invalid(problems)));
      case Parsed.Valid<EmailAddress>(EmailAddress email) ->
          signIn.start(email, call.client()).thenApply(started -> gone(call, started));
    };
  }

  private static Answer<Nothing> gone(Call call, Started started) {
    return switch (started) {
      case Started.Go(URI to, String browser, Duration life) ->
          redirect(to.toString(), List.of(call.cookies().note(NOTE, browser, life)));
      case Started.NoProvider _ ->
          Answer.refused(
              Problem.of(
                  404,
                  "workspace.no-company-sign-in",
                  "No company sign-in",
                  "None is set up for this domain. Sign in with your password."));
      case Started.Failed _ ->
          Answer.refused(
              Problem.of(
                  502,
                  "workspace.company-sign-in-down",
                  "Your company's sign-in does not answer",
                  "Try again in a moment, or ask your company's admin."));
      case Started.TooOften(Duration wait) -> Answer.refused(AccountProblems.tooManyAttempts(wait));
    };
  }

  private CompletionStage<Answer<Nothing>> finish(Call call) {
    Optional<String> code = call.query("code");
    Optional<String> state = call.query("state");
    if (code.isEmpty() || state.isEmpty() || call.query("error").isPresent()) {
      return CompletableFuture.completedFuture(toSignIn(Refusal.PROVIDER.code()));
    }
    return signIn
        .finish(
            state.get(),
            code.get(),
            call.cookies().note(call.request(), NOTE),
            call.maybePrincipal().map(Principal::user),
            Entrances.device(call))
        .thenApply(returned ->
            switch (returned) {
              case Returned.In(SignedIn in) -> redirect("/", begun(call, in));
              case Returned.Refused(Refusal why) -> toSignIn(why.code());
            });
  }

  private List<HttpHeader> begun(Call call, SignedIn in) {
    return Stream.concat(
            call.cookies().begin(in.token(), sessions.settings().absolute(), in.mark()).stream(),
            Stream.of(call.cookies().note(NOTE, "", Duration.ZERO)))
        .toList();
  }

  /** The page there says in words what the code means. */
  private static Answer<Nothing> toSignIn(String problem) {
    return redirect("/log-in?sso=" + problem, List.of());
  }

  private static Answer<Nothing> redirect(String to, List<HttpHeader> headers) {
    return Answer.raw(
        HttpResponse.create()
            .withStatus(StatusCodes.FOUND)
            .addHeader(RawHeader.create("Location", to))
            .addHeaders(headers));
  }
}

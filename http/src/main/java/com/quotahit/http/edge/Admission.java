package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Whether a request may enter an endpoint: who asks, from where, with which permission. */
final class Admission {

  private Admission() {}

  /** What a platform admin has switched off is so for everybody. */
  static Optional<Problem> switchedOff(Endpoint<?, ?> endpoint, Predicate<FeatureSwitch> switches) {
    return endpoint
        .switchedBy()
        .filter(switches.negate())
        .map(off ->
            Problem.of(
                403,
                "installation.switched-off",
                "Switched off",
                "A platform admin has switched this off (" + off.code() + ")."));
  }

  static Optional<Problem> refusal(
      Endpoint<?, ?> endpoint,
      Optional<Principal> principal,
      Credential credential,
      HttpRequest request,
      SessionCookies cookies,
      Instant now) {
    if (!endpoint.method().safe() && !onPurpose(credential) && crossSite(request)) {
      return Optional.of(
          Problem.forbidden("Requests that change something must come from our own pages."));
    }
    // Also where everybody may enter: what is done there may be done for whoever is signed in.
    Optional<Problem> impersonating = principal.flatMap(who -> impersonating(endpoint, who));
    if (impersonating.isPresent()) {
      return impersonating;
    }
    if (endpoint.access() instanceof Access.Open) {
      return Optional.empty();
    }
    if (principal.isEmpty()) {
      return Optional.of(
          Problem.of(401, "request.signed-out", "Not signed in", "Sign in and try again."));
    }
    if (!endpoint.method().safe() && !proven(request, credential, cookies)) {
      return Optional.of(
          Problem.of(
              403,
              "request.forged",
              "Not from our own pages",
              "Repeat the cookie "
                  + SessionCookies.CSRF_COOKIE
                  + " in the header "
                  + SessionCookies.CSRF_HEADER
                  + "."));
    }
    if (!endpoint.access().allows(principal.get())) {
      return Optional.of(
          Problem.forbidden(
              onPurpose(credential)
                  ? "This key does not open this. Make one with the scope "
                      + endpoint.access().text()
                      + ", if keys can have it."
                  : "Your role does not allow this. Ask an admin."));
    }
    return notRecent(endpoint, principal.get(), now)
        .or(() -> withoutModule(endpoint, principal.get()));
  }

  private static Optional<Problem> notRecent(
      Endpoint<?, ?> endpoint, Principal principal, Instant now) {
    return switch (endpoint.signIn()) {
      case ANY -> Optional.empty();
      case RECENT ->
          principal.since().isBefore(now.minus(Endpoint.RECENT))
              ? Optional.of(
                  Problem.of(
                      403,
                      "recent-sign-in-required",
                      "Confirm that it is you",
                      "Enter your password or a code once more, then try again."))
              : Optional.empty();
    };
  }

  /** The last check: who may not do it anyway need not hear what it costs. */
  private static Optional<Problem> withoutModule(Endpoint<?, ?> endpoint, Principal principal) {
    return endpoint
        .module()
        .filter(module -> !principal.has(module, !endpoint.method().safe()))
        .map(module -> moduleMissing(module, principal));
  }

  private static Optional<Problem> impersonating(Endpoint<?, ?> endpoint, Principal principal) {
    return principal
        .impersonation()
        .flatMap(acting ->
            switch (endpoint.impersonated()) {
              case ALWAYS -> Optional.empty();
              case REFUSED ->
                  Optional.of(
                      impersonationRefused("This is closed to anybody but the user in person."));
              case AS_THE_USER ->
                  endpoint.method().safe() || acting.mode() == Impersonation.Mode.WRITABLE
                      ? Optional.empty()
                      : Optional.of(
                          impersonationRefused(
                              "This impersonation may only look. Begin one that may write."));
            });
  }

  private static Problem impersonationRefused(String detail) {
    return Problem.of(403, "impersonation.refused", "Not while impersonating", detail);
  }

  private static boolean crossSite(HttpRequest request) {
    return request
        .getHeader("Sec-Fetch-Site")
        .map(HttpHeader::value)
        .filter(site -> !site.equals("same-origin") && !site.equals("none"))
        .isPresent();
  }

  private static boolean proven(
      HttpRequest request, Credential credential, SessionCookies cookies) {
    return switch (credential) {
      case Credential.None _ -> false;
      case Credential.Bearer _ -> true;
      case Credential.Cookie(String token) ->
          request
              .getHeader(SessionCookies.CSRF_HEADER)
              .map(HttpHeader::value)
              .filter(csrf -> cookies.proves(token, csrf))
              .isPresent();
    };
  }

  /** No page can make a browser send a key. */
  private static boolean onPurpose(Credential credential) {
    return credential instanceof Credential.Bearer;
  }

  private static Problem moduleMissing(PlanModule module, Principal principal) {
    String detail =
        principal.readOnly().contains(module)
            ? "Your plan no longer includes "
                + module.code()
                + ". Everything made with it can still be seen and exported; to go on, renew it"
                + " under Billing."
            : "This needs the module " + module.code() + ". Add it under Billing.";
    return Problem.of(402, "module_required", "Not part of your plan", detail)
        .with(List.of(new FieldProblem("module", "required", module.code())));
  }
}

package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure;
import com.quotahit.core.workspace.SingleSignOn;
import com.quotahit.core.workspace.SingleSignOnPort;
import com.quotahit.core.workspace.SingleSignOnPort.Saved;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A workspace's choice of an identity provider. A domain can be named by whoever has a proven
 * address in it, so that nobody draws another company's people to a provider of their own.
 */
public final class CompanyProviders {

  /**
   * What somebody wants.
   *
   * @param clientSecret empty to keep the one that is there
   */
  public record Wanted(
      String issuer,
      String clientId,
      Optional<String> clientSecret,
      List<String> domains,
      SingleSignOn.Demand demand) {
    @Override
    public String toString() {
      return "Wanted[" + issuer + "]";
    }
  }

  /** What becomes of it. */
  public sealed interface Outcome {
    record Done(SingleSignOn setting) implements Outcome {}

    record SecretMissing() implements Outcome {}

    record DomainNotYours(String domain) implements Outcome {}

    record DomainTaken(String domain) implements Outcome {}

    record ProviderRefused(OpenIdFailure.Reason why) implements Outcome {}
  }

  private final SingleSignOnPort port;
  private final CompanySignIn signIn;
  private final CredentialsPort credentials;
  private final SealPort seal;
  private final AuditPort audit;
  private final LiveSessions sessions;
  private final Blocking blocking;
  private final InstantSource clock;

  public CompanyProviders(
      SingleSignOnPort port,
      CompanySignIn signIn,
      CredentialsPort credentials,
      SealPort seal,
      AuditPort audit,
      LiveSessions sessions,
      Blocking blocking,
      InstantSource clock) {
    this.port = port;
    this.signIn = signIn;
    this.credentials = credentials;
    this.seal = seal;
    this.audit = audit;
    this.sessions = sessions;
    this.blocking = blocking;
    this.clock = clock;
  }

  public CompletionStage<Optional<SingleSignOn>> of(WorkspaceId workspace) {
    return blocking.run("database", () -> port.of(workspace));
  }

  public CompletionStage<Outcome> save(
      WorkspaceId workspace, UserId by, Wanted wanted, AuditEntry entry) {
    return blocking.run(
        CompanySignIn.LIMIT,
        () -> {
          Optional<SingleSignOn> before = port.of(workspace);
          Optional<byte[]> secret = secret(workspace, wanted, before);
          if (secret.isEmpty()) {
            return new Outcome.SecretMissing();
          }
          for (String domain : wanted.domains()) {
            boolean kept = before.filter(b -> b.domains().contains(domain)).isPresent();
            if (!kept && !owns(by, domain)) {
              return new Outcome.DomainNotYours(domain);
            }
          }
          SingleSignOn next =
              new SingleSignOn(
                  workspace,
                  wanted.issuer(),
                  wanted.clientId(),
                  seal.seal(secret.get(), CompanySignIn.associated(workspace, wanted.issuer())),
                  wanted.domains(),
                  wanted.demand(),
                  clock.instant());
          return saved(next, before, entry);
        });
  }

  private Outcome saved(SingleSignOn next, Optional<SingleSignOn> before, AuditEntry entry) {
    try {
      signIn.requireProvider(next);
    } catch (OpenIdFailure failure) {
      return new Outcome.ProviderRefused(failure.reason());
    }
    return switch (port.save(next)) {
      case Saved.DomainTaken(String domain) -> new Outcome.DomainTaken(domain);
      case Saved.Yes _ -> {
        audit.append(
            next.workspace(),
            entry.before(before.map(CompanyProviders::told).orElse(Map.of())).after(told(next)));
        // Whoever came in otherwise comes again, by the provider.
        sessions.endUnvouched(next.workspace());
        yield new Outcome.Done(next);
      }
    };
  }

  /** False when there was none. */
  public CompletionStage<Boolean> remove(WorkspaceId workspace, AuditEntry entry) {
    return blocking.run(
        "database",
        () -> {
          Optional<SingleSignOn> before = port.of(workspace);
          boolean removed = port.remove(workspace);
          if (removed) {
            audit.append(
                workspace, entry.before(before.map(CompanyProviders::told).orElse(Map.of())));
          }
          return removed;
        });
  }

  private Optional<byte[]> secret(
      WorkspaceId workspace, Wanted wanted, Optional<SingleSignOn> before) {
    return wanted
        .clientSecret()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .or(() ->
            before
                .filter(b -> b.issuer().equals(wanted.issuer()))
                .map(b ->
                    seal.open(b.clientSecret(), CompanySignIn.associated(workspace, b.issuer()))));
  }

  private boolean owns(UserId by, String domain) {
    return SingleSignOn.claimable(domain)
        && credentials.emailVerified(by)
        && credentials
            .byUser(by)
            .map(Account::email)
            .filter(email -> email.domain().equals(domain))
            .isPresent();
  }

  private static Map<String, String> told(SingleSignOn setting) {
    return Map.of(
        "issuer", setting.issuer(),
        "clientId", setting.clientId(),
        "domains", String.join(" ", setting.domains()),
        "demand", setting.demand().name());
  }
}

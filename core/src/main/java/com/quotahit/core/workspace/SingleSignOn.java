package com.quotahit.core.workspace;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The identity provider by which a workspace's people sign in.
 *
 * @param domains of their addresses, in lower case; they lead to the provider and prove nothing
 */
public record SingleSignOn(
    WorkspaceId workspace,
    String issuer,
    String clientId,
    Sealed clientSecret,
    List<String> domains,
    Demand demand,
    Instant updatedAt) {

  public static final int DOMAINS_MAX = 20;

  /** Where everybody has an address: nobody may speak for them. */
  private static final Set<String> EVERYBODYS =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "outlook.com",
          "hotmail.com",
          "live.com",
          "msn.com",
          "yahoo.com",
          "icloud.com",
          "me.com",
          "aol.com",
          "gmx.com",
          "gmx.de",
          "gmx.net",
          "web.de",
          "t-online.de",
          "mail.com",
          "mail.ru",
          "yandex.ru",
          "qq.com",
          "163.com",
          "proton.me",
          "protonmail.com",
          "zoho.com",
          "orange.fr",
          "free.fr",
          "libero.it");

  /** Whether people may also sign in otherwise. */
  public enum Demand {
    OFFERED,
    /** Owners may, so that a broken provider does not lock everybody out. */
    REQUIRED
  }

  public SingleSignOn {
    domains = List.copyOf(domains);
  }

  /** Whether a domain belongs to some company rather than to everybody. */
  public static boolean claimable(String domain) {
    return !EVERYBODYS.contains(domain);
  }

  public boolean covers(EmailAddress email) {
    return domains.contains(email.domain());
  }

  /** Whether somebody of this role has to come by the provider. */
  public boolean asks(EmailAddress email, Role role) {
    return demand == Demand.REQUIRED && role != Role.OWNER && covers(email);
  }
}

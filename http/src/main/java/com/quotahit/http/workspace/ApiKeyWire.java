package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.LiveKeys.Wanted;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.ApiKey;
import com.quotahit.core.workspace.ApiKeyId;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Partners' keys as the world sees them. */
final class ApiKeyWire {

  private ApiKeyWire() {}

  record ItemWire(
      ApiKeyId id,
      String name,
      String prefix,
      String last4,
      List<String> scopes,
      Instant createdAt,
      Optional<Instant> lastUsedAt,
      Instant expiresAt,
      ApiKey.State state) {

    static ItemWire of(ApiKey key, Instant now) {
      return new ItemWire(
          key.id(),
          key.name(),
          key.prefix(),
          key.last4(),
          key.scopes().stream().map(Permission::code).sorted().toList(),
          key.createdAt(),
          key.lastUsedAt(),
          key.expiresAt(),
          key.state(now));
    }
  }

  /**
   * @param key shown this once
   */
  record MadeWire(ApiKeyId id, String key, ItemWire item) {
    @Override
    public String toString() {
      return "MadeWire[" + id + "]";
    }
  }

  /**
   * @param scopes codes of permissions
   * @param expiresAt left out: in a year
   */
  record NewWire(String name, List<String> scopes, Optional<Instant> expiresAt) {

    Parsed<NewKey> parse() {
      FieldChecks checks = new FieldChecks();
      String text = checks.text("name", name, 1, 100);
      Set<Permission> wanted = EnumSet.noneOf(Permission.class);
      checks.require(!scopes.isEmpty(), "scopes", "required", "Choose at least one scope.");
      List<String> codes = checks.atMost("scopes", scopes, Permission.values().length);
      for (int i = 0; i < codes.size(); i++) {
        Optional<Permission> permission = permission(codes.get(i));
        checks.require(
            permission.isPresent(), "scopes[" + i + "]", "unknown", "There is no such scope.");
        checks.require(
            permission.map(ApiKey::possible).orElse(true),
            "scopes[" + i + "]",
            "people_only",
            "Keys cannot have this scope; only people can do it.");
        permission.ifPresent(wanted::add);
      }
      return checks.parsed(() -> new NewKey(text, wanted, expiresAt));
    }

    private static Optional<Permission> permission(String code) {
      return Arrays.stream(Permission.values()).filter(p -> p.code().equals(code)).findFirst();
    }
  }

  record NewKey(String name, Set<Permission> scopes, Optional<Instant> expiresAt) {
    Wanted until(Instant usual) {
      return new Wanted(name, scopes, expiresAt.orElse(usual));
    }
  }
}

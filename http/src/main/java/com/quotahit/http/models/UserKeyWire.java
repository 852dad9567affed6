package com.quotahit.http.models;

import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.WebsiteAddress;
import com.quotahit.http.edge.FieldChecks;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key as its owner sees it: never the key.
 *
 * @param last4 the key's end, empty for short keys
 * @param reason why it is not valid
 */
public record UserKeyWire(
    String provider,
    String owner,
    String id,
    String label,
    String status,
    String last4,
    Optional<Instant> checkedAt,
    Optional<Instant> expiresAt,
    String createdBy,
    Instant createdAt,
    Optional<String> reason,
    Optional<String> baseUrl) {

  static UserKeyWire of(ProviderKey key, Instant now) {
    return new UserKeyWire(
        key.provider().code(),
        key.owner().code(),
        key.id().value(),
        key.label(),
        key.statusAt(now).code(),
        key.last4(),
        key.checkedAt(),
        key.expiresAt(),
        key.createdBy().value(),
        key.createdAt(),
        key.reason().map(KeyFault::code),
        key.baseUrl().map(URI::toString));
  }

  /** The same of a key that belongs to the installation. */
  static UserKeyWire ofPlatform(ProviderKey key, Instant now) {
    UserKeyWire wire = of(key, now);
    return new UserKeyWire(
        wire.provider,
        "platform",
        wire.id,
        wire.label,
        wire.status,
        wire.last4,
        wire.checkedAt,
        wire.expiresAt,
        wire.createdBy,
        wire.createdAt,
        wire.reason,
        wire.baseUrl);
  }

  /** Whose key it shall be. */
  public enum Owner {
    USER,
    WORKSPACE
  }

  /**
   * A key to be kept.
   *
   * @param owner {@code user} for calls of one's own, {@code workspace} for everybody's
   * @param baseUrl the server's address, for OpenAI-compatible and mail servers
   * @param expiresAt from when on it is not used any more; its owner is told then
   * @param saveUnverified keep it although its provider cannot be reached
   */
  public record SaveKeyWire(
      String key,
      Optional<String> label,
      Owner owner,
      Optional<String> baseUrl,
      Optional<Instant> expiresAt,
      Optional<Boolean> saveUnverified) {

    @Override
    public String toString() {
      return "SaveKeyWire[redacted]";
    }

    Parsed<Wanted> parse() {
      FieldChecks checks = new FieldChecks();
      String secret = key.strip();
      checks.require(!secret.isEmpty(), "key", "required", "Paste the key.");
      checks.require(secret.length() <= KEY_MAX, "key", "too_long", "That is too long for a key.");
      checks.require(
          secret.chars().allMatch(c -> c > 0x20 && c < 0x7f),
          "key",
          "not_a_key",
          "A key has no blanks and no special letters. Copy it again.");
      String name = checks.text("label", label, 0, LABEL_MAX).orElse("");
      return checks.parsed(() ->
          new Wanted(
              new Secret(secret),
              name,
              owner,
              baseUrl.map(String::strip).filter(text -> !text.isEmpty()),
              expiresAt,
              saveUnverified.orElse(false)));
    }
  }

  /**
   * A key to be kept for the whole installation.
   *
   * @param expiresAt from when on it is not used any more
   * @param saveUnverified keep it although its provider cannot be reached
   */
  public record SavePlatformKeyWire(
      String key,
      Optional<String> label,
      Optional<String> baseUrl,
      Optional<Instant> expiresAt,
      Optional<Boolean> saveUnverified) {

    @Override
    public String toString() {
      return "SavePlatformKeyWire[redacted]";
    }

    Parsed<Wanted> parse() {
      return new SaveKeyWire(key, label, Owner.WORKSPACE, baseUrl, expiresAt, saveUnverified)
          .parse();
    }
  }

  /** What was asked for, read. */
  record Wanted(
      Secret key,
      String label,
      Owner owner,
      Optional<String> baseUrl,
      Optional<Instant> expiresAt,
      boolean saveUnverified) {}

  private static final int KEY_MAX = 2_000;
  private static final int LABEL_MAX = 100;

  /** Where a provider that may be anywhere is; none for the others. */
  static Parsed<Optional<URI>> address(
      Provider provider, Optional<String> text, Set<String> openedHosts) {
    return switch (provider) {
      case COMPATIBLE ->
          WebsiteAddress.parse("baseUrl", text.orElse(""), openedHosts)
              .map(address -> Optional.of(URI.create(address.toString().replaceAll("/+$", ""))));
      case SMTP -> mailServer(text.orElse(""));
      case OPENAI, ANTHROPIC, OPENROUTER, PERPLEXITY, TAVILY, ELEVENLABS, DEEPGRAM, TWILIO ->
          text.isEmpty()
              ? Parsed.valid(Optional.empty())
              : Parsed.invalid(
                  "baseUrl",
                  "not_possible",
                  "This provider's address is set for the whole installation. Leave it out.");
    };
  }

  private static Parsed<Optional<URI>> mailServer(String text) {
    try {
      URI server = new URI(text);
      boolean scheme = "smtp".equals(server.getScheme()) || "smtps".equals(server.getScheme());
      boolean plain =
          server.getUserInfo() == null
              && (server.getPath() == null || server.getPath().isEmpty())
              && server.getQuery() == null;
      if (scheme && server.getHost() != null && plain) {
        return Parsed.valid(Optional.of(server));
      }
    } catch (java.net.URISyntaxException notOne) {
      // answered below, as everything else that is none
    }
    return Parsed.invalid(
        "baseUrl", "not_an_address", "Give the server as smtp://host:587 or smtps://host:465.");
  }

  static KeyOwner owner(Owner owner, com.quotahit.core.shared.UserId user) {
    return switch (owner) {
      case USER -> new KeyOwner.OfUser(user);
      case WORKSPACE -> new KeyOwner.OfWorkspace();
    };
  }
}

package com.quotahit.actors.notifications;

import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.MailRoutePort;
import com.quotahit.core.shared.mail.MailSettingsPort;
import com.quotahit.core.shared.mail.MailStatePort;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decides which way letters go: the environment's mail server, else the one that a platform admin
 * has set, else the sandbox. The admin's password is sealed to its server and user, so that nobody
 * who can change the settings can have it sent to a server of theirs. Every call blocks shortly.
 */
public final class MailDesk implements MailRoutePort {

  /** What an admin wants; a password that is left out stays as it was. */
  public record Wish(
      String host,
      int port,
      MailAccount.Safety safety,
      Optional<String> user,
      Optional<Secret> password,
      String from) {}

  /** What became of it. */
  public enum Answer {
    SET,
    /** The environment decides. */
    NOT_YOURS,
    /** The server or user has changed, or there was no password. */
    PASSWORD_NEEDED
  }

  private final Optional<MailAccount> environment;
  private final MailAccount sandbox;
  private final MailSettingsPort settings;
  private final MailStatePort state;
  private final SealPort seal;

  public MailDesk(
      Optional<MailAccount> environment,
      MailAccount sandbox,
      MailSettingsPort settings,
      MailStatePort state,
      SealPort seal) {
    this.environment = environment;
    this.sandbox = sandbox;
    this.settings = settings;
    this.state = state;
    this.seal = seal;
  }

  @Override
  public MailRoute route() {
    return environment
        .map(account -> new MailRoute(account, MailRoute.Origin.ENVIRONMENT))
        .or(() ->
            settings.read().map(stored -> new MailRoute(account(stored), MailRoute.Origin.ADMIN)))
        .orElseGet(() -> new MailRoute(sandbox, MailRoute.Origin.SANDBOX));
  }

  public Optional<MailStatePort.Stop> stopped() {
    return state.stopped();
  }

  /** Sends again, after somebody has looked. */
  public void resume() {
    state.resume();
  }

  public Answer set(Wish wish) {
    if (environment.isPresent()) {
      return Answer.NOT_YOURS;
    }
    Optional<Sealed> password = Optional.empty();
    if (wish.user().isPresent()) {
      password =
          wish.password()
              .map(fresh -> sealed(fresh, place(wish.host(), wish.port(), wish.user().get())))
              .or(() -> kept(wish));
      if (password.isEmpty()) {
        return Answer.PASSWORD_NEEDED;
      }
    }
    settings.write(
        new MailSettingsPort.Stored(
            wish.host(), wish.port(), wish.safety(), wish.user(), password, wish.from()));
    state.resume();
    return Answer.SET;
  }

  /** False when the environment decides or nothing was set. */
  public boolean remove() {
    boolean removed = environment.isEmpty() && settings.remove();
    if (removed) {
      state.resume();
    }
    return removed;
  }

  private Optional<Sealed> kept(Wish wish) {
    return settings
        .read()
        .filter(stored ->
            stored.host().equals(wish.host())
                && stored.port() == wish.port()
                && stored.user().equals(wish.user()))
        .flatMap(MailSettingsPort.Stored::password);
  }

  private Sealed sealed(Secret password, byte[] place) {
    byte[] plain = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      return seal.seal(plain, place);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private MailAccount account(MailSettingsPort.Stored stored) {
    return new MailAccount(
        stored.host(),
        stored.port(),
        stored.safety(),
        stored.user().flatMap(user -> stored.password().map(sealed -> login(stored, user, sealed))),
        stored.from());
  }

  private MailAccount.Login login(MailSettingsPort.Stored stored, String user, Sealed sealed) {
    byte[] plain = seal.open(sealed, place(stored.host(), stored.port(), user));
    try {
      return new MailAccount.Login(user, new Secret(new String(plain, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException blank) {
      throw new SealBroken("an empty password");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] place(String host, int port, String user) {
    return Associated.with("mail-password", "1", host, String.valueOf(port), user);
  }
}

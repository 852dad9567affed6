package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailPort;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.AccountsPort.Profile;
import com.quotahit.core.workspace.DevicesPort;
import com.quotahit.core.workspace.DevicesPort.Familiarity;
import com.quotahit.core.workspace.EntryPort;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.OneTimeToken;
import com.quotahit.core.workspace.SessionsPort.Proof;
import com.quotahit.core.workspace.SessionsPort.Session;
import com.quotahit.core.workspace.SignInMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a session for somebody who has proved who they are, whatever the way, always under a new
 * secret. A device that their account does not know yet is told to them by letter.
 */
public final class SignIn {

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final String LIMIT = "database";

  private final EntryPort entry;
  private final AccountsPort accounts;
  private final LiveSessions sessions;
  private final DevicesPort devices;
  private final MailPort mail;
  private final Blocking blocking;
  private final InstantSource clock;
  private final SecretTexts secrets;
  private final IdSource ids;
  private final SignInLog log;
  private volatile Optional<NotifyPort> people = Optional.empty();

  /**
   * @param random must be unguessable: secrets are made from it
   */
  public SignIn(
      EntryPort entry,
      AccountsPort accounts,
      LiveSessions sessions,
      DevicesPort devices,
      MailPort mail,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      SignInLog log) {
    this.entry = entry;
    this.accounts = accounts;
    this.sessions = sessions;
    this.devices = devices;
    this.mail = mail;
    this.blocking = blocking;
    this.clock = clock;
    this.secrets = new SecretTexts(random);
    this.ids = IdSource.uuidV7(clock, random);
    this.log = log;
  }

  /**
   * @param preferred where they go on when they are still a member there; an identity provider's
   *     word is good there and nowhere else
   */
  public CompletionStage<SignedIn> begin(
      UserId user, WorkspaceId preferred, Device device, SignInMethod method) {
    if (method == SignInMethod.SINGLE_SIGN_ON) {
      return in(user, preferred, device, method);
    }
    return entry
        .entry(user, preferred)
        .thenCompose(workspace -> in(user, workspace, device, method));
  }

  private CompletionStage<SignedIn> in(
      UserId user, WorkspaceId workspace, Device device, SignInMethod method) {
    String token = sessions.newSecret();
    // A mark that is not of our making could be somebody else's.
    String mark = device.mark().filter(SignIn::ours).orElseGet(secrets::next);
    Instant now = clock.instant();
    Session session =
        new Session(
            ids.next("ses"),
            LiveSessions.sha256(token),
            workspace,
            user,
            now,
            now,
            now.plus(sessions.settings().absolute()),
            device.userAgent(),
            device.from().getHostAddress(),
            new Proof(now, method));
    return sessions
        .begin(session)
        .thenCompose(_ ->
            blocking.run(
                LIMIT,
                () -> {
                  Profile profile = profile(user, workspace);
                  log.in(session, workspace, device);
                  recognise(profile, session, mark);
                  return new SignedIn(profile, session, token, mark);
                }));
  }

  /** Has people see a new device on their screens too, from now on. */
  public void tell(NotifyPort news) {
    people = Optional.of(news);
  }

  private Profile profile(UserId user, WorkspaceId workspace) {
    return accounts
        .profile(user, workspace)
        .orElseThrow(() -> new IllegalStateException("no profile of " + user + " in " + workspace));
  }

  private void recognise(Profile profile, Session session, String mark) {
    Familiarity familiarity =
        devices.signedIn(
            profile.user(), OneTimeToken.hash(mark), session.userAgent(), session.createdAt());
    if (familiarity == Familiarity.NEW) {
      mail.send(
          profile.workspace(),
          new Letter(
              profile.email().value(),
              new Template.NewDevice(
                  profile.name(),
                  DeviceName.of(session.userAgent()),
                  session.ip(),
                  session.createdAt()),
              "new-device/" + session.id()));
      people.ifPresent(news -> show(news, session));
    }
  }

  /**
   * The letter is on its way in any case, and nobody is kept out for want of a line on a screen.
   */
  private static void show(NotifyPort news, Session session) {
    try {
      news.tell(
          session.workspace(),
          new NotifyPort.Audience.One(session.user()),
          new News.NewDevice(DeviceName.of(session.userAgent()), session.ip(), session.createdAt()),
          "new-device:" + session.id());
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("failure", failure.getClass().getSimpleName())
          .log("a new device was told by letter only");
    }
  }

  private static boolean ours(String mark) {
    return mark.matches("[A-Za-z0-9_-]{43}");
  }
}

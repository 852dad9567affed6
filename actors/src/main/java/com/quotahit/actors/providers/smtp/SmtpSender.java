package com.quotahit.actors.providers.smtp;

import com.quotahit.actors.notifications.LetterPress;
import com.quotahit.actors.notifications.PrintedLetter;
import com.quotahit.core.json.WaitingLetter;
import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.SenderPort;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailRoute;
import com.quotahit.core.shared.mail.MailRoutePort;
import com.quotahit.core.shared.mail.MailStatePort;
import com.quotahit.core.shared.mail.SandboxMailPort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends letters from the outbox. What the server puts off is tried again, ever later; what may have
 * left is never tried again; an address that does not exist is left alone; a server that does not
 * let us in stops everything until somebody has looked.
 */
public final class SmtpSender implements SenderPort {

  public static final String KIND = "mail.send";

  /** What a waiting letter says while the account is stopped; resuming looks for it. */
  public static final String STOPPED = "the mail account is stopped";

  /** What a sender stands on. */
  public record Parts(
      SmtpSettings settings,
      SSLContext trust,
      LetterPress press,
      MailRoutePort route,
      MailStatePort state,
      SandboxMailPort inbox,
      InstantSource clock,
      SealPort seal,
      Consumer<String> whenStopped) {}

  private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);
  private static final int FULL_TRIES = 3;
  private static final Duration WHILE_STOPPED = Duration.ofMinutes(5);

  /** A greylist opens after minutes, a broken server after hours. */
  private static final List<Duration> LATER =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60),
          Duration.ofHours(2),
          Duration.ofHours(4));

  private final Parts parts;
  private final SmtpConversation conversation;

  public SmtpSender(Parts parts) {
    this.parts = parts;
    this.conversation = new SmtpConversation(parts.settings(), parts.trust());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public SendOutcome send(OutboxItem item) {
    try {
      return WaitingLetter.read(item.payload(), item.workspace(), item.businessKey(), parts.seal())
          .map(letter -> send(item, letter))
          .orElseGet(() -> new SendOutcome.Rejected("not a letter"));
    } catch (SealBroken closed) {
      LOG.atError().addKeyValue("item", item.id()).log("A waiting letter does not open");
      return new SendOutcome.NotSent("does not open", WHILE_STOPPED);
    }
  }

  private SendOutcome send(OutboxItem item, Letter letter) {
    if (parts.state().stopped().isPresent()) {
      return new SendOutcome.NotSent(STOPPED, WHILE_STOPPED);
    }
    if (parts.state().suppressed(letter.to())) {
      return new SendOutcome.Rejected("the address does not exist");
    }
    MailRoute route = parts.route().route();
    PrintedLetter printed = parts.press().print(letter);
    SmtpVerdict verdict =
        conversation.deliver(
            route.account(),
            session ->
                MailMessages.of(
                    session,
                    printed,
                    route.account().from(),
                    letter.to(),
                    messageId(item),
                    parts.clock().instant()));
    return outcome(item, letter, verdict);
  }

  private SendOutcome outcome(OutboxItem item, Letter letter, SmtpVerdict verdict) {
    return switch (verdict) {
      case SmtpVerdict.Accepted(String queueId) -> new SendOutcome.Sent(queueId);
      case SmtpVerdict.Temporary(String code) -> later(item, code);
      case SmtpVerdict.Unreachable(String why) -> later(item, why);
      case SmtpVerdict.MailboxFull(String code) ->
          item.fence() < FULL_TRIES ? later(item, code) : noMore(letter, code);
      case SmtpVerdict.NoSuchAddress(String code) -> noMore(letter, code);
      case SmtpVerdict.Refused(String code) -> refused(code);
      case SmtpVerdict.AccountRefused(String code) -> stopped(code);
      case SmtpVerdict.FateUnknown(String why) -> new SendOutcome.Unknown(why);
    };
  }

  /** The fence counts the tries. */
  private static SendOutcome later(OutboxItem item, String why) {
    int tries = (int) Math.clamp(item.fence(), 1, LATER.size());
    return new SendOutcome.NotSent(why, LATER.get(tries - 1));
  }

  private SendOutcome noMore(Letter letter, String code) {
    parts.state().suppress(letter.to(), code);
    return new SendOutcome.Rejected(code);
  }

  private static SendOutcome refused(String code) {
    LOG.atWarn().addKeyValue("code", code).log("A mail server refused a letter");
    return new SendOutcome.Rejected(code);
  }

  private SendOutcome stopped(String code) {
    if (parts.state().stop(code)) {
      LOG.atError().addKeyValue("code", code).log("The mail server does not let us in");
      parts.whenStopped().accept(code);
    }
    return new SendOutcome.NotSent(STOPPED, WHILE_STOPPED);
  }

  /** Only the sandbox can be asked whether a letter arrived. */
  @Override
  public LookupOutcome lookUp(OutboxItem item) {
    if (!parts.route().route().simulated()) {
      return new LookupOutcome.NobodyKnows("mail servers cannot be asked");
    }
    return parts.inbox().arrived(messageId(item))
        ? new LookupOutcome.Found(messageId(item))
        : new LookupOutcome.NotThere();
  }

  private String messageId(OutboxItem item) {
    return MailMessages.id(
        item.workspace().value(), item.businessKey(), parts.settings().ourName());
  }
}

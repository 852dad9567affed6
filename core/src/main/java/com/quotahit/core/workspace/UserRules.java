package com.quotahit.core.workspace;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Rules;
import java.time.Instant;

/** What a user answers to each command. */
public final class UserRules implements Rules<User, UserCommand, UserEvent, UserRejection> {

  public static final UserRules RULES = new UserRules();

  private UserRules() {}

  @Override
  public User absent() {
    return new User.Absent();
  }

  @Override
  public Decision<UserEvent, UserRejection> decide(User user, UserCommand command, Instant now) {
    return switch (command) {
      case UserCommand.Register(String name) -> register(user, name);
      case UserCommand.GrantPlatformAdmin _ -> grant(user);
      case UserCommand.RevokePlatformAdmin _ -> revoke(user);
    };
  }

  private static Decision<UserEvent, UserRejection> register(User user, String name) {
    return switch (user) {
      case User.Absent _ -> accept(new UserEvent.Registered(name));
      case User.Registered(String same) when same.equals(name) -> accept();
      case User.PlatformAdmin(String same) when same.equals(name) -> accept();
      case User.Registered _, User.PlatformAdmin _ -> refuse(new UserRejection.AlreadyRegistered());
    };
  }

  private static Decision<UserEvent, UserRejection> grant(User user) {
    return switch (user) {
      case User.Absent _ -> refuse(new UserRejection.NoSuchUser());
      case User.Registered _ -> accept(new UserEvent.PlatformAdminGranted());
      case User.PlatformAdmin _ -> accept();
    };
  }

  /** That somebody remains is seen to where all admins are known, before this is asked. */
  private static Decision<UserEvent, UserRejection> revoke(User user) {
    return switch (user) {
      case User.Absent _ -> refuse(new UserRejection.NoSuchUser());
      case User.Registered _ -> accept();
      case User.PlatformAdmin _ -> accept(new UserEvent.PlatformAdminRevoked());
    };
  }

  @Override
  public User apply(User user, UserEvent event) {
    return switch (event) {
      case UserEvent.Registered(String name) -> new User.Registered(name);
      case UserEvent.PlatformAdminGranted _ ->
          switch (user) {
            case User.Registered(String name) -> new User.PlatformAdmin(name);
            case User.PlatformAdmin admin -> admin;
            case User.Absent _ ->
                throw new IllegalStateException("journal grants to an absent user: " + event);
          };
      case UserEvent.PlatformAdminRevoked _ ->
          switch (user) {
            case User.PlatformAdmin(String name) -> new User.Registered(name);
            case User.Registered same -> same;
            case User.Absent _ ->
                throw new IllegalStateException("journal takes from an absent user: " + event);
          };
    };
  }
}

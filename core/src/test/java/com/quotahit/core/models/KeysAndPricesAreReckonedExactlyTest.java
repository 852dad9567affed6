package com.quotahit.core.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.CatalogModel.State;
import com.quotahit.core.models.KeyResolutionPolicy.Choice;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class KeysAndPricesAreReckonedExactlyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "1");
  private static final UserId BOB = new UserId("usr_" + "0".repeat(25) + "2");

  @ParameterizedTest
  @CsvSource({
    "UNVERIFIED, UNAUTHORIZED, INVALID",
    "UNVERIFIED, NETWORK, UNVERIFIED",
    "UNVERIFIED, QUOTA, QUOTA_EXHAUSTED",
    "VALID, UNAUTHORIZED, REVOKED",
    "VALID, NO_PERMISSION, REVOKED",
    "VALID, NETWORK, VALID",
    "VALID, QUOTA, QUOTA_EXHAUSTED",
    "QUOTA_EXHAUSTED, UNAUTHORIZED, REVOKED",
    "INVALID, UNAUTHORIZED, INVALID",
    "EXPIRED, UNAUTHORIZED, EXPIRED"
  })
  void a_refusal_makes_of_a_key_what_it_was_before_and_why(
      KeyStatus before, KeyFault fault, KeyStatus after) {
    assertThat(before.after(new KeyVerdict.Refused(fault))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_REJECTED, REVOKED",
    "QUOTA, QUOTA_EXHAUSTED",
    "TRANSIENT, VALID",
    "PERMANENT, VALID",
    "REFUSED, VALID"
  })
  void only_a_refusal_of_the_key_itself_takes_a_good_key_away(
      ModelFailure.Kind kind, KeyStatus after) {
    KeyVerdict verdict = KeyVerdict.of(new ModelFailure(kind, "the provider answered"));
    assertThat(KeyStatus.VALID.after(verdict)).isEqualTo(after);
  }

  @ParameterizedTest
  @EnumSource
  void a_key_that_its_provider_takes_is_valid_whatever_it_was(KeyStatus before) {
    assertThat(before.after(new KeyVerdict.Accepted())).isEqualTo(KeyStatus.VALID);
  }

  @Test
  void ones_own_key_goes_before_the_workspaces_and_that_before_the_installations() {
    ProviderKey anns = key(new KeyOwner.OfUser(ANN), KeyStatus.VALID, Optional.empty());
    ProviderKey firms = key(new KeyOwner.OfWorkspace(), KeyStatus.VALID, Optional.empty());
    KeyLevels all = KeyLevels.USUAL;
    KeyLevels noUsers = new KeyLevels(KeyLevels.Level.OFF, KeyLevels.Level.ON);
    KeyLevels onlyOwn = new KeyLevels(KeyLevels.Level.ON, KeyLevels.Level.OFF);
    assertThat(choose(List.of(firms, anns), all, ANN)).isEqualTo(new Choice.Own(anns));
    assertThat(choose(List.of(firms, anns), all, BOB)).isEqualTo(new Choice.Own(firms));
    assertThat(choose(List.of(firms, anns), noUsers, ANN)).isEqualTo(new Choice.Own(firms));
    assertThat(choose(List.of(anns), all, BOB)).isEqualTo(new Choice.Platform());
    assertThat(choose(List.of(anns), onlyOwn, BOB)).isEqualTo(new Choice.None());
  }

  @Test
  void a_key_that_is_revoked_or_past_its_day_is_passed_over() {
    ProviderKey revoked = key(new KeyOwner.OfUser(ANN), KeyStatus.REVOKED, Optional.empty());
    ProviderKey past = key(new KeyOwner.OfUser(ANN), KeyStatus.VALID, Optional.of(NOW));
    assertThat(choose(List.of(revoked), KeyLevels.USUAL, ANN)).isEqualTo(new Choice.Platform());
    assertThat(choose(List.of(past), KeyLevels.USUAL, ANN)).isEqualTo(new Choice.Platform());
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, 0, 0, 2.50",
    "0, 0, 1000000, 10.00",
    "1000000, 400000, 0, 1.60",
    "1, 0, 0, 0.000002",
    "3, 0, 0, 0.000008",
    "0, 0, 0, 0"
  })
  void a_price_is_reckoned_in_millionths_and_rounded_once(
      long in, long cached, long out, BigDecimal dollars) {
    ModelPrice price =
        new ModelPrice(
            MicroUsd.ofDollars(new BigDecimal("2.50")),
            MicroUsd.ofDollars(new BigDecimal("10")),
            Optional.of(MicroUsd.ofDollars(new BigDecimal("0.25"))));
    assertThat(price.cost(TokenUse.measured(in, cached, out)).dollars())
        .isEqualByComparingTo(dollars);
  }

  @Test
  void only_the_end_of_a_long_key_is_ever_shown() {
    assertThat(ProviderKey.last4("sk-0123456789abcdef")).isEqualTo("cdef");
    assertThat(ProviderKey.last4("short-secret")).isEmpty();
  }

  @Test
  void an_announced_end_is_kept_in_sight_and_then_believed() {
    CatalogModel model =
        new CatalogModel(
            "anthropic/claude-sonnet-4-5",
            Provider.ANTHROPIC,
            "claude-sonnet-4-5",
            "Claude Sonnet 4.5",
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            State.ACTIVE,
            Optional.of(LocalDate.of(2026, 11, 30)),
            Optional.empty(),
            "sdk");
    assertThat(model.stateOn(LocalDate.of(2026, 11, 30))).isEqualTo(State.DEPRECATED);
    assertThat(model.stateOn(LocalDate.of(2026, 12, 1))).isEqualTo(State.UNAVAILABLE);
  }

  private static Choice choose(List<ProviderKey> keys, KeyLevels levels, UserId user) {
    return KeyResolutionPolicy.choose(keys, levels, user, Provider.OPENAI, true, NOW);
  }

  private static ProviderKey key(KeyOwner owner, KeyStatus status, Optional<Instant> expires) {
    return new ProviderKey(
        new KeyId("key_" + "0".repeat(26)),
        new WorkspaceId("wsp_" + "0".repeat(26)),
        owner,
        Provider.OPENAI,
        "",
        new Sealed(1, new byte[] {1}),
        "",
        status,
        Optional.empty(),
        Optional.empty(),
        expires,
        Optional.empty(),
        ANN,
        NOW,
        1);
  }
}

package com.quotahit.actors.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.NetworkAllowance;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.core.workspace.SingleSignOn;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The small rules of signing in that are no entity's. */
@Tag("fast")
class SigningInKeepsItsSmallPromisesTest {

  @Test
  void where_everybody_has_an_address_nobody_speaks_for_all() {
    assertThat(SingleSignOn.claimable("gmail.com")).isFalse();
    assertThat(SingleSignOn.claimable("north-wind.example")).isTrue();
  }

  @Test
  void a_proof_never_weakens_a_session_and_a_code_makes_no_companys_session_ones_own() {
    for (SignInMethod before : SignInMethod.values()) {
      for (SignInMethod proof : SignInMethod.values()) {
        SignInMethod after = before.after(proof);
        assertThat(!before.strong() || after.strong()).as("%s, %s", before, proof).isTrue();
      }
    }
    assertThat(SignInMethod.SINGLE_SIGN_ON.after(SignInMethod.PASSWORD_AND_CODE))
        .isEqualTo(SignInMethod.SINGLE_SIGN_ON);
    assertThat(SignInMethod.SINGLE_SIGN_ON.after(SignInMethod.PASSKEY))
        .isEqualTo(SignInMethod.PASSKEY);
    assertThat(SignInMethod.PASSWORD_AND_CODE.after(SignInMethod.PASSWORD))
        .isEqualTo(SignInMethod.PASSWORD_AND_CODE);
  }

  @Test
  void the_operator_opens_hosts_and_ranges_and_a_bad_one_stops_the_start() {
    NetworkAllowance network = NetworkAllowance.of("here", "id.local, 10.1.0.0/16", "9.9.9.0/24");
    assertThat(network.opened()).contains("id.local");
    assertThat(network.admitsAll(List.of(new byte[] {10, 1, 2, 3}))).isTrue();
    assertThat(network.admitsAll(List.of(new byte[] {10, 2, 2, 3}))).isFalse();
    assertThat(network.admitsAll(List.of(new byte[] {9, 9, 9, 9}))).isFalse();
    assertThat(network.admitsAll(List.of(new byte[] {8, 8, 8, 8}, new byte[] {127, 0, 0, 1})))
        .as("one closed address is enough")
        .isFalse();
    assertThat(network.admitsAll(List.of())).isFalse();
    assertThatThrownBy(() -> NetworkAllowance.of("here", "", "nonsense"))
        .hasMessageContaining("here.refused");
  }

  @Test
  void admins_need_a_second_factor_wherever_browsers_come_by_https_unless_it_is_said_outright() {
    assertThat(needed("quotahit.edge.public-url = \"https://sales.example.com\"")).isTrue();
    assertThat(needed("quotahit.edge.public-url = \"http://127.0.0.1:8080\"")).isFalse();
    assertThat(needed("quotahit.edge.public-url = \"\"")).isFalse();
    assertThat(needed("quotahit.sign-in.second-factor-for-admins = on")).isTrue();
    assertThat(
            needed(
                "quotahit.edge.public-url = \"https://sales.example.com\"\n"
                    + "quotahit.sign-in.second-factor-for-admins = off"))
        .isFalse();
  }

  private static boolean needed(String settings) {
    Config config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
    return SignInSettings.from(config).secondFactorForAdmins()
        && SessionSettings.from(config).secondFactorForAdmins();
  }

  @Test
  void the_settings_that_are_shipped_are_within_their_ranges() {
    assertThat(SignInSettings.from(ConfigFactory.load()).secondFactorForAdmins()).isFalse();
    assertThatThrownBy(() ->
            SignInSettings.from(
                ConfigFactory.parseString("quotahit.sign-in.reset-link = 31m")
                    .withFallback(ConfigFactory.load())))
        .hasMessageContaining("quotahit.sign-in.reset-link");
  }

  @Test
  void a_device_is_named_by_words_of_ours() {
    assertThat(DeviceName.of("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0"))
        .isEqualTo("Edge on Windows");
    assertThat(DeviceName.of("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605"))
        .isEqualTo("Safari on an iPhone");
    assertThat(DeviceName.of("\r\nBcc: everybody@example.com"))
        .isEqualTo("A program on an unknown system");
  }
}

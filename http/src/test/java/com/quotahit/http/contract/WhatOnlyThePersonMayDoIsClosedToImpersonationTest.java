package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.ContractMatrix;
import com.quotahit.http.edge.Endpoint;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Keys, credentials, money, ownership, exports, what reaches the outside, and another
 * impersonation. That the flag refuses is asked of every endpoint by the matrix.
 */
@Tag("route")
class WhatOnlyThePersonMayDoIsClosedToImpersonationTest {

  private static final Pattern CLOSED =
      Pattern.compile(
          String.join(
              "|",
              "[A-Z]+ /(user-keys|api-keys|admin/keys)(/.*)?",
              "POST /models/try",
              "[A-Z]+ /auth/(password|totp|recovery-codes|passkeys|confirm)(/.*)?",
              "DELETE /auth/sessions(/.*)?",
              "POST /auth/verify-email/resend",
              "POST /(me/workspace|workspaces)",
              "[A-Z]+ /workspace/sso",
              "(POST|PUT|PATCH|DELETE) /billing/.*",
              "GET /billing/invoices.*",
              "DELETE /workspace",
              "POST /workspace/(restore|transfer-ownership)",
              "POST /workspace/invitations.*",
              "(POST|DELETE) /notifications/channels.*",
              "[A-Z]+ /.*export.*",
              "POST /admin/impersonations"));

  /** Open to people who are not signed in, whose request carries its own proof. */
  private static final Pattern PROVES_ITSELF =
      Pattern.compile("POST /auth/(password/(forgot|reset)|passkeys/login(/options)?)");

  @Test
  void every_endpoint_of_these_groups_is_closed() {
    List<Endpoint<?, ?>> group =
        WholeTable.endpoints().stream()
            .filter(endpoint -> CLOSED.matcher(ContractMatrix.name(endpoint)).matches())
            .filter(endpoint -> !PROVES_ITSELF.matcher(ContractMatrix.name(endpoint)).matches())
            .toList();
    assertThat(group).hasSizeGreaterThanOrEqualTo(3);
    assertThat(
            group.stream()
                .filter(endpoint -> endpoint.impersonated() != Endpoint.Impersonated.REFUSED)
                .map(ContractMatrix::name))
        .as("these need .notWhileImpersonating()")
        .isEmpty();
  }

  @Test
  void only_the_ways_out_are_open_to_one_that_may_only_look() {
    assertThat(
            WholeTable.endpoints().stream()
                .filter(endpoint -> endpoint.impersonated() == Endpoint.Impersonated.ALWAYS)
                .map(ContractMatrix::name))
        .containsExactlyInAnyOrder("POST /auth/logout", "DELETE /admin/impersonations/current");
  }
}

package com.quotahit.http.contract;

import com.quotahit.actors.practice.ContextSettings;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.billing.CouponAdminEndpoints;
import com.quotahit.http.billing.EntitlementEndpoints;
import com.quotahit.http.billing.GiftAdminEndpoints;
import com.quotahit.http.billing.PlanAdminEndpoints;
import com.quotahit.http.billing.PurchaseEndpoints;
import com.quotahit.http.billing.StripeWebhookEndpoint;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.LiveEvents;
import com.quotahit.http.models.BudgetEndpoints;
import com.quotahit.http.models.MasterKeyEndpoints;
import com.quotahit.http.models.ModelEndpoints;
import com.quotahit.http.models.PlatformKeyEndpoints;
import com.quotahit.http.models.TryEndpoints;
import com.quotahit.http.models.UsageEndpoints;
import com.quotahit.http.models.UserKeyEndpoints;
import com.quotahit.http.notifications.ChannelEndpoints;
import com.quotahit.http.notifications.MailSettingsEndpoints;
import com.quotahit.http.notifications.NotificationEndpoints;
import com.quotahit.http.notifications.SandboxMailEndpoints;
import com.quotahit.http.practice.CatalogEndpoints;
import com.quotahit.http.practice.ContextEndpoints;
import com.quotahit.http.practice.HistoryEndpoints;
import com.quotahit.http.practice.PracticeParts;
import com.quotahit.http.practice.RecordingEndpoints;
import com.quotahit.http.practice.SessionEndpoints;
import com.quotahit.http.practice.TypedTurnEndpoints;
import com.quotahit.http.workspace.AccountEndpoints;
import com.quotahit.http.workspace.AdministrationEndpoints;
import com.quotahit.http.workspace.ApiKeyEndpoints;
import com.quotahit.http.workspace.AuditEndpoints;
import com.quotahit.http.workspace.ImpersonationEndpoints;
import com.quotahit.http.workspace.InstallationEndpoints;
import com.quotahit.http.workspace.InstallationValueEndpoints;
import com.quotahit.http.workspace.InvitationEndpoints;
import com.quotahit.http.workspace.LiveEventTypes;
import com.quotahit.http.workspace.MemberEndpoints;
import com.quotahit.http.workspace.PasskeyEndpoints;
import com.quotahit.http.workspace.PasswordEndpoints;
import com.quotahit.http.workspace.RecordingTermsEndpoints;
import com.quotahit.http.workspace.SecondFactorEndpoints;
import com.quotahit.http.workspace.SingleSignOnEndpoints;
import com.quotahit.http.workspace.TeamEndpoints;
import com.quotahit.http.workspace.WorkspaceEndpoints;
import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every endpoint of the product, declared but with nothing behind it: for what can be said about
 * the interface without doing anything. A feature's endpoints are made from the few things that
 * their declaration needs; all else is left empty.
 */
final class WholeTable {

  private WholeTable() {}

  static List<Endpoint<?, ?>> endpoints() {
    PracticeCatalog catalog = PracticeContent.shipped();
    PracticeParts parts = with(PracticeParts.class, catalog);
    List<Endpoint<?, ?>> all = new ArrayList<>();
    all.addAll(with(AccountEndpoints.class, new PasswordPolicy(Set.of())).all());
    all.addAll(with(PasswordEndpoints.class).all());
    all.addAll(with(SecondFactorEndpoints.class).all());
    all.addAll(with(PasskeyEndpoints.class).all());
    all.addAll(with(SingleSignOnEndpoints.class).all());
    all.addAll(with(RecordingTermsEndpoints.class).all());
    all.addAll(with(WorkspaceEndpoints.class).all());
    all.addAll(with(MemberEndpoints.class).all());
    all.addAll(with(TeamEndpoints.class).all());
    all.addAll(with(InvitationEndpoints.class, new PasswordPolicy(Set.of())).all());
    all.addAll(with(ApiKeyEndpoints.class).all());
    all.addAll(with(UserKeyEndpoints.class).all());
    all.addAll(with(PlatformKeyEndpoints.class).all());
    all.addAll(with(ModelEndpoints.class).all());
    all.addAll(with(TryEndpoints.class).all());
    all.addAll(with(BudgetEndpoints.class).all());
    all.addAll(with(UsageEndpoints.class).all());
    all.addAll(with(MasterKeyEndpoints.class).all());
    all.addAll(with(AuditEndpoints.class).all());
    all.addAll(with(AdministrationEndpoints.class).all());
    all.addAll(with(ImpersonationEndpoints.class).all());
    all.addAll(with(InstallationValueEndpoints.class).all());
    all.addAll(with(InstallationEndpoints.class).all());
    all.addAll(with(NotificationEndpoints.class).all());
    all.addAll(with(SandboxMailEndpoints.class).all());
    all.addAll(with(MailSettingsEndpoints.class).all());
    all.addAll(with(ChannelEndpoints.class).all());
    all.addAll(with(LiveEvents.class, new NoticesInMemory()).all(LiveEventTypes.ALL));
    all.addAll(CatalogEndpoints.of(catalog));
    all.addAll(with(SessionEndpoints.class, parts).all());
    all.addAll(with(TypedTurnEndpoints.class, parts).all());
    all.addAll(with(HistoryEndpoints.class, parts).all());
    all.addAll(with(RecordingEndpoints.class, parts).all());
    all.addAll(with(ContextEndpoints.class, ContextSettings.from(ConfigFactory.load())).all());
    all.addAll(with(EntitlementEndpoints.class).all());
    all.addAll(with(PurchaseEndpoints.class).all());
    all.addAll(with(StripeWebhookEndpoint.class).all());
    all.addAll(with(PlanAdminEndpoints.class).all());
    all.addAll(with(CouponAdminEndpoints.class).all());
    all.addAll(with(GiftAdminEndpoints.class).all());
    return all;
  }

  private static <T> T with(Class<T> type, Object... needed) {
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes())
            .map(
                wanted -> Arrays.stream(needed).filter(wanted::isInstance).findFirst().orElse(null))
            .toArray();
    try {
      return type.cast(constructor.newInstance(arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot declare " + type.getSimpleName(), e);
    }
  }
}

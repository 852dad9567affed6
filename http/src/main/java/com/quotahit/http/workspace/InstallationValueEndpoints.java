package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Installation;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.InstallationSetting;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Switches and settings of the whole installation, for platform admins. */
public final class InstallationValueEndpoints {

  /**
   * @param usual how it is until somebody switches it
   */
  public record SwitchWire(String name, String description, boolean on, boolean usual) {}

  public record SwitchedWire(boolean on) {}

  /** What a value can be. */
  public enum KindWire {
    TEXT,
    NUMBER
  }

  /**
   * @param usual what it is until somebody sets it
   * @param min of a number
   * @param max of a number, or of a text's length
   */
  public record SettingWire(
      String name,
      String description,
      KindWire kind,
      String value,
      String usual,
      Optional<Long> min,
      long max) {}

  /**
   * @param values by the names of settings; those left out stay
   */
  public record SettingsWire(Map<String, String> values) {

    Parsed<Map<String, String>> parse() {
      FieldChecks checks = new FieldChecks();
      Map<String, String> parsed = new TreeMap<>();
      values.forEach((name, value) ->
          InstallationSetting.of(name)
              .ifPresentOrElse(
                  setting ->
                      checks.nested(setting.parse(value)).ifPresent(v -> parsed.put(name, v)),
                  () ->
                      checks.problem(
                          "values." + name.substring(0, Math.min(60, name.length())),
                          "unknown",
                          "There is no setting of this name.")));
      checks.require(!values.isEmpty(), "values", "required", "Name at least one setting.");
      return checks.parsed(() -> parsed);
    }
  }

  private final Installation installation;

  public InstallationValueEndpoints(Installation installation) {
    this.installation = installation;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/switches", "What is switched on and off for everybody")
            .platformAdmin()
            .answersPage(SwitchWire.class)
            .by((_, _) ->
                done(PageWire.all(Arrays.stream(FeatureSwitch.values()).map(this::wire).toList()))),
        Endpoint.get("/admin/switches/{name}", "One of them")
            .platformAdmin()
            .answers(SwitchWire.class)
            .by((call, _) ->
                FeatureSwitch.of(call.path("name"))
                    .map(found -> done(wire(found)))
                    .orElseGet(InstallationValueEndpoints::nothing)),
        Endpoint.put("/admin/switches/{name}", "Switch something on or off for everybody")
            .platformAdmin()
            .body(SwitchedWire.class)
            .answers(SwitchWire.class)
            .by(this::turn),
        Endpoint.get("/admin/settings", "What is set for everybody")
            .platformAdmin()
            .answersPage(SettingWire.class)
            .by((_, _) -> done(settings())),
        Endpoint.patch("/admin/settings", "Set something for everybody")
            .platformAdmin()
            .body(SettingsWire.class, SettingsWire::parse)
            .answersPage(SettingWire.class)
            .by(this::set));
  }

  private SwitchWire wire(FeatureSwitch one) {
    return new SwitchWire(one.code(), one.description(), installation.on(one), one.usual());
  }

  private PageWire<SettingWire> settings() {
    return PageWire.all(
        Arrays.stream(InstallationSetting.values())
            .map(setting -> wire(setting, installation.text(setting)))
            .toList());
  }

  private static SettingWire wire(InstallationSetting setting, String value) {
    return switch (setting.kind()) {
      case InstallationSetting.Kind.Text(int lengthMax) ->
          new SettingWire(
              setting.code(),
              setting.description(),
              KindWire.TEXT,
              value,
              setting.usual(),
              Optional.empty(),
              lengthMax);
      case InstallationSetting.Kind.Number(long min, long max) ->
          new SettingWire(
              setting.code(),
              setting.description(),
              KindWire.NUMBER,
              value,
              setting.usual(),
              Optional.of(min),
              max);
    };
  }

  private CompletionStage<Answer<SwitchWire>> turn(Call call, SwitchedWire wanted) {
    return FeatureSwitch.of(call.path("name"))
        .map(found ->
            installation
                .set(
                    Map.of(found.code(), Boolean.toString(wanted.on())),
                    call.audit("installation.switched", "switch:" + found.code()))
                .thenCompose(_ -> done(wire(found))))
        .orElseGet(InstallationValueEndpoints::nothing);
  }

  private CompletionStage<Answer<PageWire<SettingWire>>> set(
      Call call, Map<String, String> values) {
    return installation
        .set(values, call.audit("installation.set", "installation:settings"))
        .thenCompose(_ -> done(settings()));
  }

  private static <O> CompletionStage<Answer<O>> done(O body) {
    return CompletableFuture.completedFuture(Answer.of(body));
  }

  private static <O> CompletionStage<Answer<O>> nothing() {
    return CompletableFuture.completedFuture(Answer.refused(Problem.notFound()));
  }
}

package com.quotahit.http.edge;

import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One line of the table that mounts and describes the interface. Declared in the order in which a
 * request meets it:
 *
 * <pre>
 * Endpoint.post("/practice/sessions", "Open a practice session")
 *     .needs(Permission.PRACTICE_RUN)
 *     .module(PlanModule.PRACTICE)
 *     .body(OpenSessionWire.class, OpenSessionWire::parse)
 *     .answers(201, SessionOpenedWire.class)
 *     .by((call, open) -> …)
 * </pre>
 *
 * @param path below {@code /api/v1}
 * @param signIn how long ago whoever asks may have proved who they are
 * @param repeat what a repeated {@code Idempotency-Key} does
 * @param switchedBy what platform admins can switch off for everybody
 * @param audited the action under which success is written into the audit log
 * @param impersonated what a platform admin who acts in somebody's name may do here
 */
public record Endpoint<I, O>(
    Method method,
    PathTemplate path,
    String summary,
    Access access,
    Optional<PlanModule> module,
    SignIn signIn,
    List<Parameter> query,
    boolean paged,
    Repeat repeat,
    Optional<FeatureSwitch> switchedBy,
    Optional<String> audited,
    Impersonated impersonated,
    Duration budget,
    Input<I> input,
    int status,
    List<Integer> otherStatuses,
    Output<O> output,
    Work<I, O> work) {

  /** What happens to a request whose {@code Idempotency-Key} was seen before. */
  public enum Repeat {
    /** The first answer is given again. */
    REPLAYED,
    /**
     * The answer carries a secret or a stream and is never kept: the work runs again, harmlessly.
     */
    RUN_AGAIN
  }

  /** How fresh the proof of who asks must be. */
  public enum SignIn {
    ANY,
    /** Within {@link #RECENT}: for what a device left open on a desk must not do. */
    RECENT
  }

  /** What counts as having signed in recently. */
  public static final Duration RECENT = Duration.ofMinutes(10);

  /** What is open to a platform admin who acts in somebody's name. */
  public enum Impersonated {
    /** What the user may do; changing something only if the impersonation was opened for it. */
    AS_THE_USER,
    /** Refused under every impersonation: secrets, money, exports, what reaches the outside. */
    REFUSED,
    /** Open even to one that only looks: the ways out of it. */
    ALWAYS
  }

  /** How long work may take before the client is told to come back. */
  public static final Duration BUDGET = Duration.ofSeconds(14);

  public Endpoint {
    query = List.copyOf(query);
    otherStatuses = List.copyOf(otherStatuses);
  }

  public static EndpointDraft.Permitted get(String path, String summary) {
    return EndpointDraft.start(Method.GET, path, summary);
  }

  public static EndpointDraft.Permitted post(String path, String summary) {
    return EndpointDraft.start(Method.POST, path, summary);
  }

  public static EndpointDraft.Permitted put(String path, String summary) {
    return EndpointDraft.start(Method.PUT, path, summary);
  }

  public static EndpointDraft.Permitted patch(String path, String summary) {
    return EndpointDraft.start(Method.PATCH, path, summary);
  }

  public static EndpointDraft.Permitted delete(String path, String summary) {
    return EndpointDraft.start(Method.DELETE, path, summary);
  }

  /** The name in the description and in metrics, such as {@code post-practice-sessions-id-end}. */
  public String operationId() {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(java.util.Locale.ROOT));
    for (String segment : path.segments()) {
      id.append('-').append(segment.replace("{", "").replace("}", ""));
    }
    return id.toString();
  }

  /** Whether the permission reaches this endpoint; platform admins see all of it. */
  public Optional<Permission> permission() {
    return access instanceof Access.Needs(Permission permission)
        ? Optional.of(permission)
        : Optional.empty();
  }
}

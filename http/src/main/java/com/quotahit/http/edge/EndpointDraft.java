package com.quotahit.http.edge;

import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.RequestEntity;

/**
 * An endpoint being declared. The steps are types, so that none can be left out: who may use it,
 * what it takes, what it gives, what it does.
 */
public final class EndpointDraft<I, O> {

  private final Method method;
  private final PathTemplate path;
  private final String summary;
  private final Access access;
  private Optional<PlanModule> module = Optional.empty();
  private Endpoint.SignIn signIn = Endpoint.SignIn.ANY;
  private final List<Parameter> query = new ArrayList<>();
  private boolean paged;
  private Endpoint.Repeat repeat = Endpoint.Repeat.REPLAYED;
  private Optional<FeatureSwitch> switchedBy = Optional.empty();
  private Optional<String> audited = Optional.empty();
  private Endpoint.Impersonated impersonated = Endpoint.Impersonated.AS_THE_USER;
  private Duration budget = Endpoint.BUDGET;
  private final Input<I> input;
  private final int status;
  private final List<Integer> otherStatuses = new ArrayList<>();
  private final Output<O> output;

  /** First: who may use it. */
  public record Permitted(Method method, PathTemplate path, String summary) {

    public Taking needs(Permission permission) {
      return new Taking(this, new Access.Needs(permission));
    }

    public Taking signedIn() {
      return new Taking(this, new Access.SignedIn());
    }

    public Taking open() {
      return new Taking(this, new Access.Open());
    }

    public Taking platformAdmin() {
      return new Taking(this, new Access.PlatformAdmin());
    }
  }

  /** Second: what it takes; leave it out to take no body. */
  public static final class Taking extends Giving<Nothing> {

    Taking(Permitted start, Access access) {
      super(start, access, new Input.None());
    }

    public <W, T> Giving<T> body(Class<W> wire, Function<? super W, Parsed<T>> parse) {
      return body(wire, parse, Input.BYTES_MAX);
    }

    public <W, T> Giving<T> body(
        Class<W> wire, Function<? super W, Parsed<T>> parse, long bytesMax) {
      return new Giving<>(start, access, new Input.Json<>(wire, parse, bytesMax));
    }

    /** The shape alone says all there is to check. */
    public <W> Giving<W> body(Class<W> wire) {
      return body(wire, Parsed::valid);
    }

    /** The body as it comes: uploads. */
    public Giving<RequestEntity> upload(long bytesMax, Input.Media... media) {
      return new Giving<>(start, access, new Input.Body(List.of(media), bytesMax));
    }
  }

  /** Third: what it gives. */
  public static sealed class Giving<I> permits Taking {
    final Permitted start;
    final Access access;
    private final Input<I> input;

    Giving(Permitted start, Access access, Input<I> input) {
      this.start = start;
      this.access = access;
      this.input = input;
    }

    public <O> EndpointDraft<I, O> answers(Class<O> wire) {
      return answers(200, wire);
    }

    public <O> EndpointDraft<I, O> answers(int status, Class<O> wire) {
      return draft(status, new Output.Json<>(wire));
    }

    public EndpointDraft<I, Nothing> answersNothing() {
      return answersNothing(204);
    }

    public EndpointDraft<I, Nothing> answersNothing(int status) {
      return draft(status, new Output.None());
    }

    /** A page of a list: the parameters {@code limit} and {@code cursor} come with it. */
    public <T> EndpointDraft<I, PageWire<T>> answersPage(Class<T> item) {
      EndpointDraft<I, PageWire<T>> draft = draft(200, new Output.Items<>(item));
      draft.paged = true;
      return draft;
    }

    /** Server-sent events; the work answers {@code Answer.raw(Events.response(…))}. */
    public EndpointDraft<I, Nothing> answersEvents(Output.Event... events) {
      EndpointDraft<I, Nothing> draft = draft(200, new Output.Events(List.of(events)));
      return draft.repeat(Endpoint.Repeat.RUN_AGAIN);
    }

    /** A download; the work answers {@code Answer.raw(ByteRanges.response(…))}. */
    public EndpointDraft<I, Nothing> answersBytes(String mediaType) {
      EndpointDraft<I, Nothing> draft = draft(200, new Output.Bytes(mediaType));
      return draft.repeat(Endpoint.Repeat.RUN_AGAIN);
    }

    private <O> EndpointDraft<I, O> draft(int status, Output<O> output) {
      return new EndpointDraft<>(start, access, input, status, output);
    }
  }

  private EndpointDraft(
      Permitted start, Access access, Input<I> input, int status, Output<O> output) {
    this.method = start.method();
    this.path = start.path();
    this.summary = start.summary();
    this.access = access;
    this.input = input;
    this.status = status;
    this.output = output;
  }

  static Permitted start(Method method, String path, String summary) {
    return new Permitted(method, PathTemplate.of(path), summary);
  }

  /** The part of the product that a workspace must have. */
  public EndpointDraft<I, O> module(PlanModule needed) {
    module = Optional.of(needed);
    return this;
  }

  /**
   * Whoever asks must have signed in within the last minutes, or have confirmed who they are: for
   * what would outlast a device that somebody else got hold of.
   */
  public EndpointDraft<I, O> recentSignIn() {
    signIn = Endpoint.SignIn.RECENT;
    return this;
  }

  /** Another status with which it may succeed, with the same body. */
  public EndpointDraft<I, O> orStatus(int other) {
    otherStatuses.add(other);
    return this;
  }

  public EndpointDraft<I, O> query(String name, String description, String... oneOf) {
    query.add(Parameter.text(name, description, List.of(oneOf)));
    return this;
  }

  public EndpointDraft<I, O> repeat(Endpoint.Repeat chosen) {
    repeat = chosen;
    return this;
  }

  /** Open only as long as this is switched on for the installation. */
  public EndpointDraft<I, O> switchedBy(FeatureSwitch which) {
    switchedBy = Optional.of(which);
    return this;
  }

  /**
   * Writes success into the audit log, for what leaves no other trace there: who, under which
   * action, and the ids that are in the path or that were made.
   *
   * @param action such as {@code passkey.removed}
   */
  public EndpointDraft<I, O> audited(String action) {
    audited = Optional.of(action);
    return this;
  }

  /** Refused to a platform admin who acts in somebody's name. */
  public EndpointDraft<I, O> notWhileImpersonating() {
    impersonated = Endpoint.Impersonated.REFUSED;
    return this;
  }

  /** Open even to an impersonation that may only look. */
  public EndpointDraft<I, O> evenWhileImpersonating() {
    impersonated = Endpoint.Impersonated.ALWAYS;
    return this;
  }

  /** For work that may take longer than a screen waits, such as an upload over a slow line. */
  public EndpointDraft<I, O> within(Duration longer) {
    budget = longer;
    return this;
  }

  public Endpoint<I, O> by(Work<I, O> work) {
    return new Endpoint<>(
        method,
        path,
        summary,
        access,
        module,
        signIn,
        query,
        paged,
        repeat,
        switchedBy,
        audited,
        impersonated,
        budget,
        input,
        status,
        otherStatuses,
        output,
        work);
  }
}

package com.quotahit.http.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.practice.ContextReading;
import com.quotahit.actors.practice.ContextSettings;
import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextKind;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.FileKind;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WebsiteAddress;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Scope;
import com.quotahit.core.workspace.TeamsPort;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Input;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.ProblemException;
import com.quotahit.http.edge.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.RequestEntity;

/** Company context that a learner brings: a file or the address of a page. */
public final class ContextEndpoints {

  /** A page to read. */
  public record PageWanted(String url) {}

  /** Form boundaries and headers around the file itself. */
  private static final long FORM_BYTES = 64 * 1024;

  /** Uploading over a slow line, and then reading. */
  private static final Duration BUDGET = Duration.ofSeconds(75);

  /** More than anybody reads; whoever brings more fills the database, not their memory. */
  private static final int A_DAY_MAX = 100;

  private static final Duration DAY = Duration.ofDays(1);

  private final ActorSystem<?> system;
  private final Blocking blocking;
  private final ContextShelfPort shelf;
  private final ContextReading reading;
  private final ContextSettings settings;
  private final Reach reach;
  private final PagesPerMinute pages;
  private final UploadsAtOnce uploads = new UploadsAtOnce();

  public ContextEndpoints(
      ActorSystem<?> system,
      Blocking blocking,
      ContextShelfPort shelf,
      ContextReading reading,
      ContextSettings settings,
      TeamsPort teams) {
    this.system = system;
    this.blocking = blocking;
    this.shelf = shelf;
    this.reading = reading;
    this.settings = settings;
    this.reach = new Reach(teams);
    this.pages = new PagesPerMinute(settings.website().perMinute());
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/practice/contexts", "Bring a document or the address of a page")
            .needs(Permission.PRACTICE_RUN)
            .upload(
                settings.fileBytesMax() + FORM_BYTES,
                Input.Media.form(List.of("file"), List.of()),
                Input.Media.json(PageWanted.class))
            .answers(201, ContextWire.class)
            .module(PlanModule.PRACTICE)
            .within(BUDGET)
            .by(this::bring),
        Endpoint.get("/practice/contexts", "What was brought for buyers to read, newest first")
            .needs(Permission.PRACTICE_READ)
            .answersPage(ContextWire.class)
            .module(PlanModule.PRACTICE)
            .query(
                "scope", "Whose: your own when left out, everybody's for a key", "own", "workspace")
            .query("learnerId", "Only what this person brought, within the scope")
            .by((call, _) -> list(call)),
        Endpoint.get("/practice/contexts/{id}", "A piece of company context")
            .needs(Permission.PRACTICE_READ)
            .answers(ContextWire.class)
            .module(PlanModule.PRACTICE)
            .by((call, _) -> find(call).thenApply(item -> Answer.of(ContextWire.of(item)))),
        Endpoint.delete("/practice/contexts/{id}", "Take a piece of context away")
            .needs(Permission.PRACTICE_RUN)
            .answersNothing()
            .module(PlanModule.PRACTICE)
            .by((call, _) -> remove(call)));
  }

  private CompletionStage<Answer<ContextWire>> bring(Call call, RequestEntity body) {
    return blocking
        .run(
            "database",
            () -> shelf.broughtSince(call.workspace(), call.user(), call.now().minus(DAY)))
        .thenCompose(brought -> brought < A_DAY_MAX ? take(call, body) : enough(body));
  }

  private CompletionStage<Answer<ContextWire>> enough(RequestEntity body) {
    body.discardBytes(system);
    return refused(
        Problem.of(
                429,
                "context.too-many-a-day",
                "Enough for today",
                "You can bring "
                    + A_DAY_MAX
                    + " documents and pages a day. Take some away that you do not need, or go on"
                    + " tomorrow.")
            .retryAfter(Duration.ofHours(1)));
  }

  private CompletionStage<Answer<ContextWire>> take(Call call, RequestEntity body) {
    return Uploads.multipart(body)
        ? upload(call, body)
        : Uploads.json(body, PageWanted.class, system)
            .thenCompose(wanted -> page(call, wanted.url()));
  }

  private CompletionStage<Answer<ContextWire>> upload(Call call, RequestEntity body) {
    if (!uploads.entered(call.user())) {
      body.discardBytes(system);
      return refused(
          Problem.busy(
              "context.too-many-uploads",
              "Too many files are being taken in at once. Try again in a moment.",
              Duration.ofSeconds(5)));
    }
    return Uploads.form(body, system)
        .thenCompose(form -> file(call, form.file("file")))
        .whenComplete((_, _) -> uploads.left(call.user()));
  }

  private CompletionStage<Answer<ContextWire>> file(Call call, Uploads.File file) {
    if (file.bytes().length > settings.fileBytesMax()) {
      return refused(
          Problem.of(
              413,
              "context.file-too-large",
              "Too large",
              "A file has at most " + settings.fileBytesMax() / (1024 * 1024) + " MB."));
    }
    byte[] head = java.util.Arrays.copyOf(file.bytes(), Math.min(64, file.bytes().length));
    return switch (FileKind.of("file", file.name(), head)) {
      case Parsed.Invalid<FileKind> invalid ->
          refused(
              Problem.of(
                      415,
                      "context.file-type",
                      "Not a kind of file that can be read",
                      invalid.problems().getFirst().message())
                  .with(invalid.problems()));
      case Parsed.Valid<FileKind>(FileKind kind) ->
          reading
              .read(kind, file.bytes(), file.name())
              .thenCompose(read -> keep(call, kind.context(), read));
    };
  }

  private CompletionStage<Answer<ContextWire>> page(Call call, String url) {
    return switch (WebsiteAddress.parse("url", url, settings.website().opened())) {
      case Parsed.Invalid<WebsiteAddress> invalid ->
          refused(
              Problem.of(
                      422,
                      "context.address-not-allowed",
                      "Not an address that can be read",
                      invalid.problems().getFirst().message())
                  .with(invalid.problems()));
      case Parsed.Valid<WebsiteAddress>(WebsiteAddress address) ->
          pages.admits(call.workspace(), call.now())
              ? reading.read(address).thenCompose(read -> keep(call, ContextKind.WEBSITE, read))
              : refused(
                  Problem.of(
                          429,
                          "context.too-many-pages-a-minute",
                          "Too many pages",
                          "Wait a minute before you bring another page.")
                      .retryAfter(Duration.ofSeconds(60)));
    };
  }

  private CompletionStage<Answer<ContextWire>> keep(
      Call call, ContextKind kind, Extraction extraction) {
    ContextItem item =
        new ContextItem(
            new ContextId(call.ids().next(ContextId.PREFIX)),
            call.user(),
            kind,
            extraction,
            call.now());
    return blocking
        .run("database", () -> shelf.keep(call.workspace(), item))
        .thenApply(kept ->
            kept
                ? Answer.of(ContextWire.of(item))
                : Answer.refused(PracticeProblems.noSuchContext()));
  }

  private CompletionStage<Answer<PageWire<ContextWire>>> list(Call call) {
    return reach
        .asked(call)
        .thenCompose(owners ->
            blocking.run(
                "database",
                () ->
                    shelf.list(
                        call.workspace(),
                        owners,
                        call.page()
                            .after()
                            .filter(id -> Ids.valid(ContextId.PREFIX, id))
                            .map(ContextId::new),
                        call.page().rows())))
        .thenApply(found ->
            Answer.of(
                PageWire.of(
                    found.stream().map(ContextWire::of).toList(),
                    call.page(),
                    item -> item.id().value())));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call) {
    return find(call)
        .thenCompose(item ->
            item.owner().equals(call.user())
                ? blocking.run("database", () -> shelf.remove(call.workspace(), item.id()))
                : CompletableFuture.failedStage(unknown()))
        .thenApply(_ -> Answer.done());
  }

  private CompletionStage<ContextItem> find(Call call) {
    String id = call.path("id");
    if (!Ids.valid(ContextId.PREFIX, id)) {
      return CompletableFuture.failedStage(unknown());
    }
    return blocking
        .run("database", () -> shelf.find(call.workspace(), List.of(new ContextId(id))))
        .thenApply(found ->
            found.stream()
                .filter(item ->
                    item.owner().equals(call.user())
                        || call.principal().may(Permission.PRACTICE_READ, Scope.WORKSPACE))
                .findFirst()
                .orElseThrow(ContextEndpoints::unknown));
  }

  private static ProblemException unknown() {
    return new ProblemException(PracticeProblems.noSuchContext());
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedStage(Answer.refused(problem));
  }
}

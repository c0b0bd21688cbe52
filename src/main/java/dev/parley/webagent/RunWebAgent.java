package dev.parley.webagent;

import dev.parley.engine.NewTurn;
import dev.parley.engine.Turns;
import dev.parley.file.Files;
import dev.parley.file.Files.Content;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Models;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.QuestionAnswered;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.SessionOver;
import dev.parley.problem.SessionProblem.TurnUnderWay;
import dev.parley.profile.GlobalVariable;
import dev.parley.profile.Profiles;
import dev.parley.secret.Sealer;
import dev.parley.session.SessionKey;
import dev.parley.trace.Note;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.webagent.Errand.Globals;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.Input;
import dev.parley.webagent.WebMessage.Question;
import dev.parley.webagent.WebSession.Variable;
import dev.parley.webagent.WebSessions.Fresh;
import dev.parley.webagent.WebSessions.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The web agent's sessions, built on rows and the engine. */
public final class RunWebAgent implements WebAgent {
  /**
   * What it is built on.
   *
   * @param schemaFault why something is no JSON Schema that can be used; empty if it can
   */
  public record Parts(
      WebSessions sessions,
      Files files,
      Models models,
      Sealer sealer,
      WebSettings settings,
      Profiles profiles,
      Function<JsonObject, Optional<String>> schemaFault) {}

  private final Parts parts;
  private final Turns turns;
  private final Errands errands;
  private final ShowSession show;

  public RunWebAgent(Parts parts, Errands errands, Turns turns) {
    this.parts = parts;
    this.turns = turns;
    this.errands = errands;
    this.show =
        new ShowSession(
            parts.sealer, parts.files, call -> parts.models.cost(parts.settings.model(), call));
  }

  @Override
  public WebSession start(
      Caller caller, WebSession.Source source, Order order, @Nullable String idempotencyKey) {
    var created = parts.sessions.create(fresh(caller.user(), source, order, idempotencyKey));
    var kept = created.kept();
    if (created.made()) {
      begin(kept, order.task(), () -> attach(kept, order));
      var provider = parts.models.find(parts.settings.model());
      provider
          .flatMap(model -> NameTask.name(model, order.task()))
          .ifPresent(name -> parts.sessions.rename(kept.key(), name));
    }
    return begun(created);
  }

  @Override
  public WebSession rerun(
      Caller caller, WebSession.Source source, WebSessionId id, @Nullable String idempotencyKey) {
    var owner = caller.user();
    var read = parts.sessions.read(owner, id).orElseThrow(RunWebAgent::missing);
    if (read.ended() == null) {
      throw new ProblemException(new TurnUnderWay());
    }
    var former = read.kept();
    var errand = former.errand().replaying(id);
    var created =
        parts.sessions.create(new Fresh(owner, source, errand, former.sealed(), idempotencyKey));
    var kept = created.kept();
    if (created.made()) {
      begin(kept, errand.task(), () -> copyGiven(former, kept));
      if (former.name() != null) {
        parts.sessions.rename(kept.key(), former.name());
      }
    }
    return begun(created);
  }

  /** The files the former session was given, not those it made. */
  private void copyGiven(Kept former, Kept kept) {
    var began =
        parts
            .sessions
            .journal(former.key().owner(), former.id())
            .flatMap(turn -> Rounds.of(turn.steps(), 1).firstLooks().stream().findFirst())
            .map(Look::at);
    for (var file : parts.files.list(former.key())) {
      if (began.isEmpty() || file.created().isBefore(began.get())) {
        try (var bytes = parts.files.open(file)) {
          var content = new Content.Bytes(bytes.readAllBytes(), file.mediaType());
          var _ = parts.files.write(kept.key(), file.name(), content);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  private WebSession begun(WebSessions.Created created) {
    var kept = created.kept();
    var read = parts.sessions.read(kept.key().owner(), kept.id()).orElseThrow(RunWebAgent::missing);
    if (read.turn() == null && read.ended() == null && !created.made()) {
      // Its first request is still under way, or its server has just died in it.
      throw new ProblemException(new TurnUnderWay());
    }
    return show.whole(read);
  }

  private Fresh fresh(
      UserId owner, WebSession.Source source, Order order, @Nullable String idempotencyKey) {
    var proxy = order.wishes().proxy();
    // Tells what is wrong with a wish before anything is written.
    var _ = errands.spec(order.wishes(), proxy);
    requireUsable(order.outputSchema());
    var globals = parts.profiles.of(owner).globals();
    var global = globals.variables().stream().map(RunWebAgent::variable).toList();
    var secrets = new Secrets(order.variables(), global, proxy);
    var errand =
        new Errand(
            order.task(),
            order.details(),
            Math.min(order.maxSteps(), parts.settings.caps().maxSteps()),
            Errands.startUrl(order.startUrl()),
            order.outputSchema(),
            order.variables().stream().map(Variable::name).toList(),
            new Globals(global.stream().map(Variable::name).toList(), globals.details()),
            order.wishes().withoutProxy());
    return new Fresh(
        owner, source, errand, secrets.sealed(parts.sealer, owner.toString()), idempotencyKey);
  }

  private static Variable variable(GlobalVariable global) {
    return new Variable(global.name(), global.value());
  }

  /** A schema may name others elsewhere, and is not to send this server there. */
  private void requireUsable(@Nullable JsonObject outputSchema) {
    if (outputSchema != null) {
      parts
          .schemaFault
          .apply(outputSchema)
          .ifPresent(fault -> {
            throw Errands.unfit("outputSchema cannot be used: " + fault);
          });
    }
  }

  private void attach(Kept kept, Order order) {
    for (var file : order.files()) {
      var _ = parts.files.write(kept.key(), file.name(), new Content.Bytes(file.bytes(), null));
    }
  }

  private void begin(Kept kept, String task, Runnable files) {
    try {
      files.run();
      var ids = new Turn.Ids(TurnId.random(), kept.key(), TraceId.random(), null);
      var input = new TurnInput(task, Map.of(), null);
      var _ = turns.start(new NewTurn(ids, input, WebBehaviour.first()));
    } catch (RuntimeException failed) {
      parts.sessions.discard(kept.key());
      throw failed;
    }
  }

  @Override
  public Optional<WebSession> find(UserId owner, WebSessionId id) {
    return parts.sessions.read(owner, id).map(show::whole);
  }

  @Override
  public Optional<WebSteps> steps(UserId owner, WebSessionId id) {
    return parts.sessions.read(owner, id).map(ShowSession::steps);
  }

  @Override
  public Optional<Turn> trace(UserId owner, WebSessionId id) {
    return parts.sessions.read(owner, id).flatMap(read -> Optional.ofNullable(read.turn()));
  }

  @Override
  public Listed list(UserId owner, Query query) {
    var page = parts.sessions.list(owner, query);
    return new Listed(page.lines().stream().map(show::inList).toList(), page.total());
  }

  @Override
  public Optional<SessionKey> locate(UserId owner, WebSessionId id) {
    return parts.sessions.find(owner, id).map(Kept::key);
  }

  @Override
  public List<UsageDay> usage(UserId owner, WebSession.Source source, LocalDate first) {
    var days = new TreeMap<LocalDate, UsageDay>();
    parts.sessions.eachUsed(
        owner, source, first, used -> days.merge(used.date(), show.used(used), UsageDay::plus));
    return List.copyOf(days.values());
  }

  @Override
  public void pause(UserId owner, WebSessionId id) {
    tell(owner, id, List.of(new PauseNote()));
  }

  @Override
  public void resume(UserId owner, WebSessionId id, @Nullable String message) {
    var notes = new ArrayList<Note>(List.of(new ResumeNote()));
    if (message != null && !message.isBlank()) {
      notes.add(new MessageNote(message));
    }
    tell(owner, id, notes);
  }

  @Override
  public void send(UserId owner, WebSessionId id, String message) {
    tell(owner, id, List.of(new MessageNote(message)));
  }

  private boolean tell(UserId owner, WebSessionId id, List<Note> notes) {
    return turns.tell(kept(owner, id).key(), notes).orElseThrow(() -> over(owner, id));
  }

  @Override
  public void stop(UserId owner, WebSessionId id) {
    var _ = turns.stop(kept(owner, id).key());
  }

  @Override
  public void delete(UserId owner, WebSessionId id) {
    if (!turns.delete(kept(owner, id).key())) {
      throw missing();
    }
    parts.files.discardLeftBehind();
  }

  @Override
  public AgentSaid answer(UserId owner, WebSessionId id, int message, List<WebAgent.Given> values) {
    var read = parts.sessions.read(owner, id).orElseThrow(RunWebAgent::missing);
    var session = show.whole(read);
    if (session.state().status().isFinal()) {
      throw over(owner, id);
    }
    var said = question(session.messages(), message);
    var question = said.question();
    if (question == null || question.isAnswered()) {
      throw new ProblemException(new QuestionAnswered());
    }
    var answered = answered(question, values);
    var given =
        answered.inputs().stream()
            .map(input -> new WebAgent.Given(input.title(), input.value()))
            .toList();
    var key = read.kept().key();
    var sealed = new Answers(parts.sealer, key.id()).seal(given);
    if (!turns.answer(key, question.key(), sealed)
        && !turns
            .tell(key, List.of(new AnswerNote(question.key(), sealed)))
            .orElseThrow(() -> over(owner, id))) {
      throw new ProblemException(new QuestionAnswered());
    }
    return new AgentSaid(said.text(), said.actions(), answered);
  }

  private static AgentSaid question(List<WebMessage> messages, int index) {
    if (index >= 0
        && index < messages.size()
        && messages.get(index) instanceof AgentSaid said
        && said.question() != null) {
      return said;
    }
    throw Errands.unfit("messageIndex must be the place of a message that asks for input");
  }

  private static Question answered(Question question, List<WebAgent.Given> values) {
    var byTitle =
        values.stream()
            .collect(
                Collectors.toMap(WebAgent.Given::title, WebAgent.Given::value, (one, _) -> one));
    var inputs =
        question.inputs().stream()
            .map(input ->
                new Input(
                    input.title(), input.description(), byTitle.getOrDefault(input.title(), "")))
            .toList();
    var answered = new Question(question.key(), inputs);
    if (inputs.stream().allMatch(input -> input.value().isBlank())) {
      throw Errands.unfit("At least one value must be filled in, under the title it was asked for");
    }
    return answered;
  }

  @Override
  public void rate(UserId owner, WebSessionId id, WebSession.Quality quality) {
    if (!parts.sessions.rate(owner, id, quality)) {
      throw missing();
    }
  }

  private Kept kept(UserId owner, WebSessionId id) {
    return parts.sessions.find(owner, id).orElseThrow(RunWebAgent::missing);
  }

  private ProblemException over(UserId owner, WebSessionId id) {
    return find(owner, id)
        .map(session -> session.state().status())
        .map(status ->
            status.isFinal()
                ? new SessionOver(status.name().toLowerCase(Locale.ROOT))
                : new TurnUnderWay())
        .map(ProblemException::new)
        .orElseGet(RunWebAgent::missing);
  }

  private static ProblemException missing() {
    return new ProblemException(new SessionMissing());
  }
}

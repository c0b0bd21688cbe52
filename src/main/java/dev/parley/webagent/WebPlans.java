package dev.parley.webagent;

import dev.parley.cancel.Cancel;
import dev.parley.engine.Patience;
import dev.parley.engine.Plan;
import dev.parley.engine.Plans;
import dev.parley.id.TurnId;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.ModelFacts;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.model.Models;
import dev.parley.model.TokenCounter;
import dev.parley.problem.AgentProblem.ModelUnknown;
import dev.parley.problem.ProblemException;
import dev.parley.problem.TurnProblem.ExecutionFailed;
import dev.parley.secret.Sealer;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.tool.browser.WebWork;
import dev.parley.trace.Purpose;
import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import dev.parley.webagent.Brief.Bounds;
import dev.parley.webagent.Brief.Proof;
import dev.parley.webagent.WebSessions.Kept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plans of the web agent's turns. */
public final class WebPlans implements Plans {
  /**
   * What they are made from.
   *
   * @param output how a value misses a JSON Schema; empty if it fits
   */
  public record Parts(
      WebSessions sessions,
      Models models,
      TokenCounter tokens,
      Sealer sealer,
      BrowserTools tools,
      BiFunction<JsonObject, JsonValue, Optional<String>> output,
      WebSettings settings,
      Errands errands) {}

  private final Parts parts;

  public WebPlans(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Plan planFor(Turn turn) {
    var kept =
        parts
            .sessions
            .of(turn.ids().session().id())
            .orElseThrow(
                () -> new ProblemException(new ExecutionFailed("The session is gone.", "")));
    var answers = new Answers(parts.sealer, kept.key().id());
    var aids = new Aids(parts.tokens, answers::openIfKeyIsThere, parts.output::apply, this::price);
    var caps = parts.settings.caps();
    return new Plan(
        new WebBehaviour(brief(kept), aids, recording(kept)),
        sees() ? seeing(model(), turn.ids().turn()) : model(),
        parts.tools.forSession(work(kept)),
        (_, _) -> List.of(),
        Patience.eachCall(caps.answer()),
        true,
        _ -> {});
  }

  /** Nothing if the session has been deleted meanwhile: then the model is asked. */
  private Recording recording(Kept kept) {
    var replayed = kept.errand().wishes().replayOf();
    return replayed == null
        ? Recording.NONE
        : parts
            .sessions
            .journal(kept.key().owner(), replayed)
            .map(Recording::of)
            .orElse(Recording.NONE);
  }

  private Optional<BigDecimal> price(Usage call) {
    return parts.models.cost(parts.settings.model(), call);
  }

  private boolean sees() {
    var said = parts.settings.caps().vision();
    return said != null
        ? said
        : parts.settings.reasons()
            && parts
                .models
                .facts(parts.settings.model())
                .filter(ModelFacts::seesPictures)
                .isPresent();
  }

  private ModelProvider model() {
    var spec = parts.settings.model();
    return parts
        .models
        .find(spec)
        .orElseThrow(() ->
            new ProblemException(new ModelUnknown(Objects.requireNonNullElse(spec, "(default)"))));
  }

  /** The same model, shown the page as it was last looked at; no picture is no hindrance. */
  private ModelProvider seeing(ModelProvider model, TurnId turn) {
    return new ModelProvider() {
      @Override
      public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
        boolean next = request.purpose() == Purpose.NEXT;
        return model.ask(next ? withPicture(request, turn, cancel) : request, sink, cancel);
      }

      @Override
      public ModelIdentity identity() {
        return model.identity();
      }
    };
  }

  private ModelRequest withPicture(ModelRequest request, TurnId turn, Cancel cancel) {
    return parts
        .tools
        .picture(turn, cancel)
        .map(picture -> {
          var messages = new ArrayList<>(request.messages());
          var base64 = Base64.getEncoder().encodeToString(picture.bytes());
          messages.add(new PictureMessage(picture.mediaType(), base64));
          return new ModelRequest(
              request.system(), messages, request.tools(), request.position(), request.purpose());
        })
        .orElse(request);
  }

  private Brief brief(Kept kept) {
    var errand = kept.errand();
    var variables = new ArrayList<>(errand.variables());
    errand.globals().variables().stream()
        .filter(name -> !variables.contains(name))
        .forEach(variables::add);
    var caps = parts.settings.caps();
    return new Brief(
        details(errand),
        variables,
        errand.maxSteps(),
        listing -> BrowserTools.offers(sees() || BrowserTools.showsPlaces(listing)),
        BrowserTools::effectOf,
        !parts.settings.reasons(),
        new Bounds(
            parts.models.promptTokens(parts.settings.model(), caps.contextTokens()),
            caps.tokens(),
            caps.cost(),
            caps.deadline(),
            caps.idle()),
        new Proof(parts.settings.reasons(), errand.outputSchema()));
  }

  private static String details(Errand errand) {
    return Stream.of(errand.details(), errand.globals().details())
        .filter(details -> !details.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private WebWork work(Kept kept) {
    var secrets = Secrets.of(kept, parts.sealer);
    var errand = kept.errand();
    var places = parts.settings.places().get();
    return new WebWork(
        kept.key(),
        parts.errands.spec(errand.wishes(), secrets.proxy()),
        Objects.requireNonNullElse(errand.startUrl(), places.startUrl()),
        places.searchUrl(),
        secrets.byName(),
        true);
  }

  @Override
  public void left(TurnId turn) {
    parts.tools.leave(turn);
  }
}

package dev.parley.door.live;

import dev.parley.http.Answer;
import dev.parley.http.Cors;
import dev.parley.http.Fault;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.Surface;
import dev.parley.json.Json;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AccessProblem.CredentialsMissing;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.ProblemException;
import dev.parley.webagent.live.LivePass;
import dev.parley.webagent.live.LiveSettings;
import dev.parley.webagent.live.LiveTokens;
import dev.parley.webagent.live.LiveView.End;
import dev.parley.webagent.live.LiveViews;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The live view as routes of the server. */
public final class LiveDoor implements Surface {
  private static final String STREAM = "application/vnd.parley.live";
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9\\-._~+/]+=*)", Pattern.CASE_INSENSITIVE);
  private static final int MOST_BYTES = 256 * 1024;

  /** A proxy that gathers what passes it would gather it for ever. */
  private static final Map<String, String> AT_ONCE =
      Map.of("Cache-Control", "no-store, no-transform", "X-Accel-Buffering", "no");

  private final Parts parts;
  private final List<Route> routes;

  /** What it stands on. */
  public record Parts(
      LiveViews views, LiveTokens tokens, LiveSettings settings, InstantSource clock) {}

  public LiveDoor(Parts parts) {
    this.parts = parts;
    var page = LivePage.file("live.html", "text/html");
    var script = LivePage.file("live.js", "text/javascript");
    var style = LivePage.file("live.css", "text/css");
    this.routes =
        List.of(
            Route.get("/live", _ -> Answer.empty(308).with("Location", "live/")),
            Route.get("/live/", _ -> page),
            Route.get("/live/live.js", _ -> script),
            Route.get("/live/live.css", _ -> style),
            Route.get("/live/v1/stream", this::stream),
            Route.post("/live/v1/control", this::control),
            Route.post("/live/v1/input", this::input),
            Route.post("/live/v1/release", this::release));
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String prefix() {
    return "/live";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  /** Pages of others may watch too: nobody has the token but whoever was given it. */
  @Override
  public Optional<Cors> cors() {
    return Optional.of(Cors.open(List.of("Retry-After")));
  }

  private LivePass pass(Request request) {
    var headers = request.headers("Authorization");
    if (headers.isEmpty()) {
      throw new ProblemException(new CredentialsMissing());
    }
    var bearer = BEARER.matcher(headers.getFirst());
    if (headers.size() > 1 || !bearer.matches()) {
      throw new ProblemException(new CredentialsRefused(AccessProblem.Refusal.INVALID));
    }
    return parts.tokens().check(bearer.group(1));
  }

  private Answer stream(Request request) {
    var pass = pass(request);
    var view = parts.views().watch(pass);
    request.onEnd(view::close);
    var draining = request.draining().onCancel(() -> view.end(End.STOPPING));
    request.onEnd(draining::close);
    var show = new ShowLive(parts.tokens(), parts.clock(), pass, view);
    return new Answer.Streamed(200, STREAM, AT_ONCE, show::write);
  }

  private Answer control(Request request) throws InterruptedException {
    var pass = pass(request);
    pass.requireControl();
    var wish = read(request, ControlRequest.class);
    var granted = parts.views().take(pass, wish.lease(), Boolean.TRUE.equals(wish.force()));
    return Answer.json(200, ControlResponse.of(granted, parts.settings().grace().toSeconds()));
  }

  private Answer input(Request request) {
    var pass = pass(request);
    pass.requireControl();
    var batch = read(request, InputRequest.class).toBatch();
    return Answer.json(200, new InputResponse(parts.views().input(pass, batch)));
  }

  private Answer release(Request request) {
    var pass = pass(request);
    pass.requireControl();
    var end = read(request, ReleaseRequest.class);
    parts.views().release(pass, end.lease(), end.message(), !Boolean.FALSE.equals(end.resume()));
    return Answer.empty(204);
  }

  private static <T> T read(Request request, Class<T> type) {
    var bytes = request.body(MOST_BYTES);
    return bytes.length == 0 ? Json.read("{}", type) : Json.read(bytes, type);
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    return fault.problem().map(Refusal::of).orElseGet(() -> Refusal.internal(fault.instanceId()));
  }

  @Override
  public Answer unknownPath(Request request) {
    return Refusal.missing();
  }
}

package dev.parley.tool.browser;

import dev.parley.browser.BrowserSession;
import dev.parley.browser.Picture;
import dev.parley.cancel.Cancel;
import dev.parley.engine.Toolbox;
import dev.parley.id.TurnId;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The actions of agents that browse, each turn with a browser session of its own. */
public final class BrowserTools {
  private static final String LOOK = "look";
  private static final String PLACES = "places";
  private static final Set<String> ENDS = Set.of("done", "human_input");
  private static final Pattern PLACED = Pattern.compile("(?m) at -?\\d+,-?\\d+ \\d+×\\d+$");

  private final Parts parts;
  private final Duration hold;
  private final Map<TurnId, Desk> turns = new ConcurrentHashMap<>();

  /** What one turn works with. */
  private record Desk(Held held, Glance glance, Deeds deeds) {
    static Desk of(Parts parts, TurnId turn, WebWork work) {
      var held = new Held(parts, turn, work);
      return new Desk(held, new Glance(held), new Deeds(held, work.searchUrl()));
    }
  }

  /** Keeps a browser that nobody uses for so long. */
  public BrowserTools(Parts parts, Duration hold) {
    this.parts = parts;
    this.hold = hold;
  }

  /** What models are offered; {@code click_at} only to those that see pictures, or drawings. */
  public static List<ToolOffer> offers(boolean vision) {
    return Offers.of(vision);
  }

  /** Whether a listing shows something by its place, so that points can be clicked without eyes. */
  public static boolean showsPlaces(String listing) {
    return PLACED.matcher(listing).find();
  }

  /** What repeating an action would do. */
  public static Effect effectOf(String action) {
    return Offers.effect(action);
  }

  /**
   * The tools of one turn. A call of {@code look} without {@code places} is the look before a round
   * ({@code whole}: not only what changed), every other one an action.
   */
  public Toolbox forSession(WebWork work) {
    return new Toolbox() {
      @Override
      public Outcome run(ToolWork tool, String key, Turn turn, Cancel cancel) {
        return BrowserTools.this.run(work, tool.call(), turn, cancel);
      }

      @Override
      public boolean offers(ToolWork tool) {
        return isGlance(tool.call()) || Offers.has(tool.call().tool());
      }
    };
  }

  private Outcome run(WebWork work, ToolCall call, Turn turn, Cancel cancel) {
    return at(
        work,
        turn,
        cancel,
        desk ->
            isGlance(call)
                ? desk.glance().look(isWhole(call), cancel)
                : desk.deeds().run(call, cancel));
  }

  private Outcome at(WebWork work, Turn turn, Cancel cancel, Function<Desk, Outcome> doing) {
    var id = turn.ids().turn();
    var desk = turns.computeIfAbsent(id, _ -> Desk.of(parts, id, work));
    return desk.held()
        .alone(() -> {
          cancel.check();
          desk.held().used();
          desk.held().round(rounds(turn));
          desk.held().secrets().recall(turn);
          return doing.apply(desk);
        });
  }

  /**
   * The tools of one turn for an agent that is not shown the page before it is asked: results show
   * it, after the last action of a reply.
   */
  public Toolbox forConversation(WebWork work) {
    return (tool, _, turn, cancel) ->
        at(
            work,
            turn,
            cancel,
            desk -> new Showing(desk.glance(), desk.deeds()).run(tool.call(), turn, cancel));
  }

  /** What such an agent is offered: everything but the end of a task and questions. */
  public static List<ToolOffer> offersForConversation() {
    return Offers.of(true).stream().filter(offer -> !ENDS.contains(offer.name())).toList();
  }

  /** All names that models are offered something under. */
  public static Set<String> names() {
    return Set.copyOf(Offers.names());
  }

  static boolean isGlance(ToolCall call) {
    return call.tool().equals(LOOK)
        && call.malformed().isEmpty()
        && !call.input().members().containsKey(PLACES);
  }

  private static boolean isWhole(ToolCall call) {
    return call.input().get("whole").orElse(null) instanceof JsonBool(var whole) && whole;
  }

  /** Rounds that are over or under way: answers of the model to what to do next. */
  private static int rounds(Turn turn) {
    return (int)
        turn.steps().stream()
            .filter(step ->
                step.work() instanceof ModelWork asked
                    && asked.asks() == Purpose.NEXT
                    && step.outcome() instanceof ModelOutcome)
            .count();
  }

  /** The page as a turn last looked at it, without secrets; empty if it has no browser here. */
  public Optional<Picture> picture(TurnId turn, Cancel cancel) {
    return desk(turn).flatMap(desk -> desk.held().picture(cancel));
  }

  /** The browser a turn has here now, to be watched and, while the turn waits, used by hand. */
  public Optional<BrowserSession> held(TurnId turn) {
    return desk(turn).flatMap(desk -> desk.held().open());
  }

  /** How often the agent has begun to use its browser here; empty if it has nothing here. */
  public OptionalLong uses(TurnId turn) {
    return desk(turn).stream().mapToLong(desk -> desk.held().uses()).findFirst();
  }

  /**
   * A person uses the browser, never beside the agent.
   *
   * @param since as {@link #uses} told when the agent came to rest
   */
  public ByHand byHand(TurnId turn, long since, Consumer<BrowserSession> work) {
    return desk(turn).map(desk -> desk.held().byHand(since, work)).orElse(ByHand.NONE_OPEN);
  }

  /** The browser of a turn that waits, opened again if it was put away or has ended. */
  public Optional<BrowserSession> reopen(TurnId turn, Cancel cancel) {
    return desk(turn).map(desk -> desk.held().alone(() -> desk.held().session(cancel)));
  }

  private Optional<Desk> desk(TurnId turn) {
    return Optional.ofNullable(turns.get(turn));
  }

  /** Lets go of browsers that nobody has used for long; to be called every minute or so. */
  public void releaseUnused() {
    var since = parts.clock().instant().minus(hold);
    turns.values().forEach(desk -> desk.held().release(since));
  }

  /** The turn has left this node: what it has goes, soon. */
  public void leave(TurnId turn) {
    var desk = turns.remove(turn);
    if (desk != null) {
      Thread.ofVirtual().name("leave-" + turn).start(desk.held()::leave);
    }
  }
}

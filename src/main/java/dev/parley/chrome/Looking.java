package dev.parley.chrome;

import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Dom;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import dev.parley.chrome.look.Looks;
import dev.parley.chrome.look.Sight;
import dev.parley.chrome.look.Walker;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the tabs of one session, through all their frames. */
final class Looking {
  private static final Logger LOG = LoggerFactory.getLogger(Looking.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String GROUP = "parley-frames";
  private static final int ATTEMPTS = 4;
  private static final int ROOT_ATTEMPTS = 4;

  private final Context context;
  private final Looks looks = new Looks(nonce());

  Looking(Context context) {
    this.context = context;
  }

  private static String nonce() {
    var bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  Listing look(Tab tab, Listing.Look how, Cancel cancel) {
    var titles = titles(tab);
    var sight = sight(tab, how.places(), cancel);
    return looks.write(sight, tabs(tab, sight, titles, cancel), how);
  }

  /** Lines of elements that no look has shown before; none if that cannot be told cheaply. */
  List<String> fresh(Tab tab, int most, Cancel cancel) {
    if (!tab.seen().tellsNew(tab.traffic().documents())) {
      return List.of();
    }
    int first = looks.nextRef();
    try {
      return Looks.since(sight(tab, false, cancel), first, most);
    } catch (CdpFailure elsewhere) {
      if (elsewhere.kind() == CdpFailure.Kind.REFUSED) {
        return List.of();
      }
      throw elsewhere;
    }
  }

  int nextRef() {
    return looks.nextRef();
  }

  /** Numbers below were given out by the session that this one goes on for. */
  void skipRefsTo(int next) {
    looks.skipTo(next);
  }

  /** Where texts show that must not be seen. */
  List<Sight.Spot> spots(Tab tab, Predicate<String> hidden, Cancel cancel) {
    return sight(tab, true, cancel).spots(hidden);
  }

  /** All painted text, then that of frames whose text their parent's walker cannot read. */
  String text(Tab tab, int mostCharacters, Cancel cancel) {
    var asked = new ArrayList<Answer<Script.Evaluated>>();
    var main = tab.world(cancel);
    asked.add(Asking.send(main, "text(" + mostCharacters + ")"));
    for (var world : tab.frames().worlds()) {
      if (!world.frameId().equals(main.frameId())) {
        asked.add(Asking.send(world, "ownText(" + mostCharacters + ")"));
      }
    }
    var text =
        new StringBuilder(
            Asking.read(asked.getFirst(), Bounds.COMMAND, cancel).fields().text("text"));
    for (var answer : asked.subList(1, asked.size())) {
      try {
        text.append(Asking.read(answer, Bounds.RESPONSE, cancel).fields().text("text"));
      } catch (CdpFailure gone) {
        passOver(gone, "frame");
      }
    }
    text.setLength(Math.min(text.length(), mostCharacters));
    return text.toString();
  }

  /** What the walkers see; a page that leaves meanwhile is waited for. */
  private Sight sight(Tab tab, boolean places, Cancel cancel) {
    for (int attempt = 1; ; attempt++) {
      var seen = tab.seen();
      seen.begin(tab.frames().worlds());
      int document = tab.traffic().documents();
      long from = System.nanoTime();
      try {
        var sight = new Visit(tab, places, cancel).see(tab.world(cancel), null, 0);
        seen.end(document, System.nanoTime() - from);
        return sight;
      } catch (CdpFailure left) {
        if (left.kind() != CdpFailure.Kind.REFUSED || attempt == ATTEMPTS) {
          throw left;
        }
        LOG.debug("Tab {} is looked at again: {}", tab.id(), left.why());
        Settling.settle(tab, Bounds.ACTION, cancel);
      }
    }
  }

  private static void passOver(CdpFailure gone, String what) {
    switch (gone.kind()) {
      case REFUSED, TIMED_OUT, CRASHED, DETACHED ->
          LOG.debug("A {} was passed over: {}", what, gone.why());
      case CLOSED -> throw gone;
    }
  }

  /** One look at a tab. */
  private final class Visit {
    private final Tab tab;
    private final boolean places;
    private final Cancel cancel;
    private int frames;

    Visit(Tab tab, boolean places, Cancel cancel) {
      this.tab = tab;
      this.places = places;
      this.cancel = cancel;
    }

    Sight see(FrameWorld world, Walker.@Nullable Window window, int depth) {
      var sight = heard(world, window);
      for (int i = 0;
          i < ROOT_ATTEMPTS && sight.suspects() > 0 && ShadowRoots.adopt(world, cancel);
          i++) {
        hear(world);
        sight = read(asked(world, window));
      }
      if (depth >= Bounds.FRAME_DEPTH) {
        return sight;
      }
      return sight.filled(inside(world, sight.holes(), depth));
    }

    /** Asks who listens and looks at the same time: mostly nobody new does. */
    private Sight heard(FrameWorld world, Walker.@Nullable Window window) {
      var hearing = tab.seen().hearing();
      if (!hearing.isUsed(world)) {
        hear(world);
        return read(asked(world, window));
      }
      var listeners = hearing.ask(world);
      var sight = read(asked(world, window));
      return hearing.take(world, listeners, cancel) ? read(asked(world, window)) : sight;
    }

    private void hear(FrameWorld world) {
      var hearing = tab.seen().hearing();
      if (hearing.isUsed(world) || hearing.begin(tab.frames(), world, cancel)) {
        var _ = hearing.take(world, hearing.ask(world), cancel);
      }
    }

    private Answer<Script.Evaluated> ask(FrameWorld world, Walker.@Nullable Window window) {
      return world
          .session()
          .send(
              Script.Evaluate.value(Walker.look(looks.nextRef(), places, window), world.context()));
    }

    /** The world of a blank page may be there before the walker is in it. */
    private Asking.Said asked(FrameWorld world, Walker.@Nullable Window window) {
      var said = Asking.read(ask(world, window), Bounds.COMMAND, cancel);
      if (said.isThere() || !said.text().contains("parley is not defined")) {
        return said;
      }
      var _ =
          world
              .session()
              .call(
                  Script.Evaluate.value(Walker.source(), world.context()), Bounds.COMMAND, cancel);
      return Asking.read(ask(world, window), Bounds.COMMAND, cancel);
    }

    private Sight read(Asking.Said said) {
      if (!said.isThere()) {
        throw new IllegalStateException("the walker failed: " + said.text());
      }
      var sight = Sight.parse(said.text());
      looks.counted(sight);
      return sight;
    }

    private Map<Integer, Sight> inside(FrameWorld world, List<Sight.Hole> holes, int depth) {
      var ids = new LinkedHashMap<Sight.Hole, Answer<String>>();
      for (var hole : holes) {
        if (frameIn(hole.ref()).isEmpty()) {
          ids.put(
              hole,
              world
                  .session()
                  .send(
                      new Script.Hold("parley.node(" + hole.ref() + ")", world.context(), GROUP)));
        }
      }
      var sights = new LinkedHashMap<Integer, Sight>();
      for (var hole : holes) {
        if (++frames > Bounds.FRAMES) {
          break;
        }
        try {
          frameIn(hole.ref())
              .or(() -> Optional.ofNullable(ids.get(hole)).flatMap(node -> frameOf(world, node)))
              .ifPresent(inner -> {
                var sight = see(inner, hole.window(), depth + 1);
                sights.put(hole.ref(), sight);
                tab.seen()
                    .frame(inner.frameId(), new Seen.Holder(world.frameId(), hole.ref()), sight);
              });
        } catch (CdpFailure gone) {
          if (world.session().ended().isPresent() || tab.isCrashed()) {
            throw gone;
          }
          passOver(gone, "frame");
        }
      }
      if (!ids.isEmpty()) {
        world.session().send(new Script.ReleaseObjectGroup(GROUP));
      }
      return sights;
    }

    private Optional<FrameWorld> frameIn(int ref) {
      return tab.seen().inside(ref).flatMap(tab.frames()::world);
    }

    private Optional<FrameWorld> frameOf(FrameWorld world, Answer<String> node) {
      var object = Asking.orNone(node, cancel);
      if (object.isEmpty()) {
        return Optional.empty();
      }
      var described =
          world.session().call(new Dom.DescribeNode(object, false), Bounds.RESPONSE, cancel);
      return tab.frames().world(described.frameId());
    }
  }

  private Map<Tab, Answer<Target.Info>> titles(Tab current) {
    var asked = new LinkedHashMap<Tab, Answer<Target.Info>>();
    for (var tab : context.tabs().all()) {
      if (tab != current) {
        asked.put(tab, info(tab));
      }
    }
    return asked;
  }

  /** As the browser knows it, whatever the page is busy with. */
  String title(Tab tab, Cancel cancel) {
    return title(info(tab), cancel);
  }

  private Answer<Target.Info> info(Tab tab) {
    return context.chromium().browser().send(new Target.GetTargetInfo(tab.targetId()));
  }

  private List<Listing.Tab> tabs(
      Tab current, Sight sight, Map<Tab, Answer<Target.Info>> titles, Cancel cancel) {
    var all = new ArrayList<Listing.Tab>();
    for (var tab : context.tabs().all()) {
      boolean here = tab == current;
      var title = here ? sight.title() : title(titles.get(tab), cancel);
      all.add(new Listing.Tab(tab.id(), title, here ? sight.url() : tab.url(), here, tab.opener()));
    }
    return all;
  }

  private static String title(@Nullable Answer<Target.Info> info, Cancel cancel) {
    try {
      return info == null ? "" : info.await(Bounds.RESPONSE, cancel).title();
    } catch (CdpFailure gone) {
      passOver(gone, "title");
      return "";
    }
  }
}

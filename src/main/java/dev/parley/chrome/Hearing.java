package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Dom;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.look.Walker;
import dev.parley.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells the walkers of a tab what its pages listen to.
 *
 * <p>The browser is asked with the page's own document: with one of our world Chromium 156 crashes
 * renderers. What it names is resolved into our world. Nodes handed in once are not handed in
 * again.
 */
final class Hearing {
  private static final String GROUP = "parley-heard";
  private static final int MOST_AT_ONCE = 3_000;

  private static final class Ears {
    private final String document;
    private Map<Long, String> known = Map.of();

    Ears(String document) {
      this.document = document;
    }
  }

  private final Map<FrameWorld, Ears> ears = new HashMap<>();

  void keep(List<FrameWorld> worlds) {
    ears.keySet().retainAll(worlds);
  }

  /** Whether it was asked before, so that most is known. */
  boolean isUsed(FrameWorld world) {
    return ears.containsKey(world);
  }

  /** Gets ready to ask; false if the page cannot be asked. */
  boolean begin(Frames frames, FrameWorld world, Cancel cancel) {
    var page = frames.pageWorld(world.frameId());
    if (page.isEmpty()) {
      return false;
    }
    try {
      var document =
          world
              .session()
              .call(
                  new Script.Hold("document", page.getAsLong(), "parley-document"),
                  Bounds.RESPONSE,
                  cancel);
      if (document.isEmpty()) {
        return false;
      }
      ears.put(world, new Ears(document));
      return true;
    } catch (CdpFailure gone) {
      if (gone.kind() == CdpFailure.Kind.REFUSED) {
        return false;
      }
      throw gone;
    }
  }

  Answer<List<Dom.Listener>> ask(FrameWorld world) {
    var mine = ears.get(world);
    if (mine == null) {
      throw new IllegalStateException("not begun");
    }
    return world.session().send(new Dom.GetEventListeners(mine.document, -1, true));
  }

  /** Hands in what is new; whether anything was. */
  boolean take(FrameWorld world, Answer<List<Dom.Listener>> answer, Cancel cancel) {
    var mine = ears.get(world);
    if (mine == null) {
      return false;
    }
    try {
      var now = sorted(answer.await(Bounds.RESPONSE, cancel));
      var fresh = new LinkedHashMap<Long, String>();
      now.forEach((node, types) -> {
        if (!types.equals(mine.known.get(node)) && fresh.size() < MOST_AT_ONCE) {
          fresh.put(node, types);
        }
      });
      // those beyond the bound are new the next time, too
      now.entrySet()
          .removeIf(each ->
              !each.getValue().equals(mine.known.get(each.getKey()))
                  && !fresh.containsKey(each.getKey()));
      mine.known = now;
      return !fresh.isEmpty() && hand(world, fresh, cancel);
    } catch (CdpFailure refused) {
      if (refused.kind() == CdpFailure.Kind.REFUSED) {
        ears.remove(world);
        return false;
      }
      throw refused;
    }
  }

  private static Map<Long, String> sorted(List<Dom.Listener> listeners) {
    var types = new LinkedHashMap<Long, TreeSet<String>>();
    for (var each : listeners) {
      if (Walker.LISTENERS.contains(each.type())) {
        types.computeIfAbsent(each.backendNodeId(), _ -> new TreeSet<>()).add(each.type());
      }
    }
    var joined = new LinkedHashMap<Long, String>();
    types.forEach((node, each) -> joined.put(node, String.join(",", each)));
    return joined;
  }

  private static boolean hand(FrameWorld world, Map<Long, String> fresh, Cancel cancel) {
    var session = world.session();
    var resolving = new ArrayList<Answer<String>>();
    fresh
        .keySet()
        .forEach(
            node -> resolving.add(session.send(new Dom.ResolveNode(node, world.context(), GROUP))));
    var kinds = new ArrayList<String>();
    var objects = new ArrayList<Script.Argument>();
    var types = List.copyOf(fresh.values());
    for (int at = 0; at < resolving.size(); at++) {
      var object = Asking.orNone(resolving.get(at), cancel);
      // a node of a frame of another origin: that frame's own walker is told of it
      if (!object.isEmpty()) {
        kinds.add(types.get(at));
        objects.add(new Script.Argument(object));
      }
    }
    if (objects.isEmpty()) {
      return false;
    }
    var hand = "function(...n){parley.listening(" + Json.print(kinds) + ",...n)}";
    session.send(new Script.CallFunctionOn(hand, world.context(), objects));
    session.send(new Script.ReleaseObjectGroup(GROUP));
    return true;
  }
}

package dev.parley.chrome.look;

import dev.parley.browser.Listing;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One page of a real Chromium with the walker in it, looked at as a session would. */
final class Tab {
  private final Wire wire;
  private final String session;
  private final String frame;
  private final Map<String, String> worlds = new ConcurrentHashMap<>();
  private final Map<String, Long> mains = new ConcurrentHashMap<>();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final Map<String, Set<Long>> heard = new HashMap<>();
  private volatile boolean navigated;
  private CompletableFuture<Void> loaded = new CompletableFuture<>();
  final Looks looks = new Looks("7f3a91c2");

  Tab(Wire wire) {
    this.wire = wire;
    wire.listen(this::event);
    var target =
        wire.call(
            "",
            "Target.createTarget",
            Map.of("url", "about:blank", "newWindow", true, "width", 1280, "height", 800));
    var id = target.text("targetId").orElseThrow();
    session =
        wire.call("", "Target.attachToTarget", Map.of("targetId", id, "flatten", true))
            .text("sessionId")
            .orElseThrow();
    sessions.put(id, session);
    prepare(session);
    wire.call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 1280, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    wire.call(session, "Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    frame =
        Wire.object(wire.call(session, "Page.getFrameTree", Map.of()), "frameTree", "frame")
            .text("id")
            .orElseThrow();
  }

  private void prepare(String target) {
    var _ = wire.send(target, "Inspector.enable", Map.of());
    var _ = wire.send(target, "Page.enable", Map.of());
    var _ = wire.send(target, "Runtime.enable", Map.of());
    var _ =
        wire.send(
            target,
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of("source", Walker.source(), "worldName", Walker.WORLD, "runImmediately", true));
    var _ =
        wire.send(
            target,
            "Target.setAutoAttach",
            Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true));
    var _ = wire.send(target, "Runtime.runIfWaitingForDebugger", Map.of());
  }

  private void event(JsonObject message) {
    var method = message.text("method").orElse("");
    var from = message.text("sessionId").orElse("");
    if (!method.equals("Target.attachedToTarget") && !sessions.containsValue(from)) {
      return;
    }
    var params = Wire.object(message, "params");
    switch (method) {
      case "Runtime.executionContextCreated" -> {
        var context = Wire.object(params, "context");
        if (((JsonValue.JsonBool) Wire.object(context, "auxData").get("isDefault").orElseThrow())
            .value()) {
          mains.put(
              Wire.object(context, "auxData").text("frameId").orElseThrow(),
              Wire.number(context, "id"));
        }
        if (context.text("name").orElse("").equals(Walker.WORLD)) {
          worlds.put(
              Wire.object(context, "auxData").text("frameId").orElseThrow(),
              from + " " + Wire.number(context, "id"));
        }
      }
      case "Target.attachedToTarget" -> {
        if (sessions.containsValue(from)) {
          var child = params.text("sessionId").orElseThrow();
          sessions.put(Wire.object(params, "targetInfo").text("targetId").orElseThrow(), child);
          prepare(child);
        }
      }
      case "Page.frameNavigated" ->
          // A load event may still be that of the blank page before.
          navigated |= Wire.object(params, "frame").text("url").orElse("").startsWith("http");
      case "Page.loadEventFired" -> {
        if (from.equals(session) && navigated) {
          loaded.complete(null);
        }
      }
      case "Inspector.targetCrashed" ->
          System.out.println("the renderer has crashed: calls to it will not return");
      default -> {}
    }
  }

  Tab open(String url) {
    loaded = new CompletableFuture<>();
    heard.clear();
    navigated = false;
    wire.call(session, "Page.navigate", Map.of("url", url));
    loaded.orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** An expression in the main world. */
  String main(String expression) {
    var answer =
        wire.call(
            session,
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    return value(answer);
  }

  private static String value(JsonObject answer) {
    if (answer.get("exceptionDetails").isPresent()) {
      throw new IllegalStateException(answer.toString());
    }
    var value = Wire.object(answer, "result").get("value").orElse(new JsonValue.JsonNull());
    return value instanceof JsonValue.JsonText(var text) ? text : value.toString();
  }

  /** An expression in the walker's world of the tab's own document. */
  String world(String expression) {
    return value(evaluate(frame, expression, true));
  }

  JsonObject ask(String expression) {
    return (JsonObject) Json.parse(world(expression));
  }

  private String[] at(String frameId) {
    var world = worlds.get(frameId);
    if (world == null) {
      throw new IllegalStateException("the walker is not in frame " + frameId);
    }
    return world.split(" ");
  }

  private JsonObject evaluate(String frameId, String expression, boolean byValue) {
    var world = at(frameId);
    return wire.call(
        world[0],
        "Runtime.evaluate",
        Map.of(
            "expression",
            expression,
            "contextId",
            Long.parseLong(world[1]),
            "returnByValue",
            byValue,
            "awaitPromise",
            true));
  }

  Sight sight(boolean places) {
    return filled(frame, null, places);
  }

  private Sight filled(String frameId, Walker.@Nullable Window window, boolean places) {
    hear(frameId);
    var sight = seen(frameId, window, places);
    for (int i = 0; i < 4 && sight.suspects() > 0 && adopt(frameId); i++) {
      sight = seen(frameId, window, places);
    }
    var inside = new LinkedHashMap<Integer, Sight>();
    for (var hole : sight.holes()) {
      var node = evaluate(frameId, "parley.node(" + hole.ref() + ")", false);
      var child =
          Wire.object(
                  wire.call(
                      at(frameId)[0],
                      "DOM.describeNode",
                      Map.of(
                          "objectId", Wire.object(node, "result").text("objectId").orElseThrow())),
                  "node")
              .text("frameId")
              .orElseThrow();
      if (worlds.containsKey(child)) {
        inside.put(hole.ref(), filled(child, hole.window(), places));
      }
    }
    return sight.filled(inside);
  }

  private Sight seen(String frameId, Walker.@Nullable Window window, boolean places) {
    var expression = Walker.look(looks.nextRef(), places, window);
    var sight = Sight.parse(value(evaluate(frameId, expression, true)));
    looks.counted(sight);
    return sight;
  }

  /** Asks the browser about suspected hosts; true if there was a closed root. */
  private boolean adopt(String frameId) {
    var world = at(frameId);
    var found = false;
    var list = Wire.object(evaluate(frameId, "parley.suspected()", false), "result");
    for (var object : members(world, list)) {
      var node =
          Wire.object(
              wire.call(world[0], "DOM.describeNode", Map.of("objectId", object, "pierce", true)),
              "node");
      for (var root : Wire.array(node, "shadowRoots")) {
        if (((JsonObject) root).text("shadowRootType").orElse("").equals("closed")) {
          var resolved = resolve(world, Wire.number((JsonObject) root, "backendNodeId"));
          call(world, "function(r){parley.adopt(r)}", List.of(resolved));
          found = true;
        }
      }
    }
    return found;
  }

  private String resolve(String[] world, long backend) {
    return Wire.object(
            wire.call(
                world[0],
                "DOM.resolveNode",
                Map.of("backendNodeId", backend, "executionContextId", Long.parseLong(world[1]))),
            "object")
        .text("objectId")
        .orElseThrow();
  }

  private void call(String[] world, String function, List<String> objects) {
    wire.call(
        world[0],
        "Runtime.callFunctionOn",
        Map.of(
            "functionDeclaration",
            function,
            "executionContextId",
            Long.parseLong(world[1]),
            "arguments",
            objects.stream().map(id -> Map.of("objectId", id)).toList()));
  }

  /** Hands the listeners in: asked of the page's own document, see {@link Walker}. */
  void hear(String frameId) {
    var world = at(frameId);
    var document =
        wire.call(
            world[0],
            "Runtime.evaluate",
            Map.of("expression", "document", "contextId", mains.getOrDefault(frameId, 0L)));
    var found =
        wire.call(
            world[0],
            "DOMDebugger.getEventListeners",
            Map.of(
                "objectId",
                Wire.object(document, "result").text("objectId").orElseThrow(),
                "depth",
                -1,
                "pierce",
                true));
    hear(frameId, world, Wire.array(found, "listeners"));
  }

  private List<String> members(String[] world, JsonObject array) {
    var members =
        wire.call(
            world[0],
            "Runtime.getProperties",
            Map.of("objectId", array.text("objectId").orElseThrow(), "ownProperties", true));
    return Wire.array(members, "result").stream()
        .map(each -> (JsonObject) each)
        .filter(each -> each.text("name").orElse("").matches("\\d+"))
        .map(each -> Wire.object(each, "value").text("objectId").orElseThrow())
        .toList();
  }

  /** Nodes already known are not resolved again. */
  private void hear(String frameId, String[] world, List<JsonValue> listeners) {
    var types = new LinkedHashMap<Long, Set<String>>();
    for (var each : listeners) {
      var type = ((JsonObject) each).text("type").orElse("");
      if (Walker.LISTENERS.contains(type)) {
        types
            .computeIfAbsent(Wire.number((JsonObject) each, "backendNodeId"), _ -> new TreeSet<>())
            .add(type);
      }
    }
    var known = heard.computeIfAbsent(frameId, _ -> new HashSet<>());
    types.keySet().removeAll(known);
    if (types.isEmpty()) {
      return;
    }
    known.addAll(types.keySet());
    var resolving = new ArrayList<CompletableFuture<JsonObject>>();
    for (long backend : types.keySet()) {
      resolving.add(
          wire.send(
              world[0],
              "DOM.resolveNode",
              Map.of("backendNodeId", backend, "executionContextId", Long.parseLong(world[1]))));
    }
    var objects = new ArrayList<String>();
    var kinds = new ArrayList<String>();
    var sets = List.copyOf(types.values());
    for (int i = 0; i < resolving.size(); i++) {
      // A node of a frame of another origin: that frame's own walker is told of it.
      var object = Wire.object(resolving.get(i).join(), "object").text("objectId");
      if (object.isPresent()) {
        objects.add(object.get());
        kinds.add(String.join(",", sets.get(i)));
      }
    }
    call(world, "function(...n){parley.listening(" + Json.print(kinds) + ",...n)}", objects);
  }

  Listing look() {
    return look(Listing.Look.WHOLE);
  }

  Listing look(Listing.Look how) {
    var sight = sight(how.places());
    var open = List.of(new Listing.Tab(1, sight.title(), sight.url(), true, 0));
    return looks.write(sight, open, how);
  }

  /** Presses and releases at a point. */
  void press(double x, double y) {
    for (var type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      wire.call(
          session,
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  /** Presses the element of a number, as the walker says where. */
  JsonObject press(int ref) {
    var reach = ask("parley.reach(" + ref + ")");
    if (reach.get("point").isPresent()
        && reach.get("hit").orElseThrow().toString().equals("true")) {
      var point = Wire.array(reach, "point");
      press(
          ((JsonValue.JsonNumber) point.getFirst()).value().doubleValue(),
          ((JsonValue.JsonNumber) point.getLast()).value().doubleValue());
    }
    return reach;
  }

  /** The number of the only line that contains the text. */
  static int ref(Listing listing, String text) {
    var lines = listing.text().lines().filter(line -> line.contains(text)).toList();
    if (lines.size() != 1) {
      throw new AssertionError(lines.size() + " lines have " + text + " in\n" + listing.text());
    }
    return Integer.parseInt(lines.getFirst().replaceFirst("^\\s*(\\* )?\\[(\\d+)].*", "$2"));
  }
}

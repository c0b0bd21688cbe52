package dev.parley.webagent.live;

import dev.parley.browser.LiveInput;
import dev.parley.id.TurnId;
import dev.parley.webagent.live.HandDeed.BackHandDeed;
import dev.parley.webagent.live.HandDeed.CloseHandDeed;
import dev.parley.webagent.live.HandDeed.DragHandDeed;
import dev.parley.webagent.live.HandDeed.GoHandDeed;
import dev.parley.webagent.live.HandDeed.KeyHandDeed;
import dev.parley.webagent.live.HandDeed.PressHandDeed;
import dev.parley.webagent.live.HandDeed.ScrollHandDeed;
import dev.parley.webagent.live.HandDeed.TypeHandDeed;
import dev.parley.webagent.live.LiveState.Controller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Control of a session's browser, given to somebody; guarded by its {@link Control}. */
final class Lease {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET = 18;
  private static final int MOST_DOWN = 32;

  private final String secret = secret();
  private final Controller controller;
  private final TurnId turn;
  private final Deeds deeds = new Deeds();
  private final Map<String, LiveInput> down = new LinkedHashMap<>();
  private Instant seen;
  private long uses;
  private long next = 1;
  private long readAfter;
  private int presses;
  private int scrolls;
  private int typed;
  private int keys;
  private int pages;

  /** Why one is over. */
  enum Why {
    RELEASED("Control was given back."),
    LAPSED("Control has lapsed, since there was no sign of life."),
    FORCED("Somebody else has taken control."),
    RESUMED("The session was resumed, and the agent has its browser again."),
    ENDED("The session has ended."),
    STOPPING("The server was stopped.");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  Lease(Controller controller, TurnId turn) {
    this.controller = controller;
    this.turn = turn;
    this.seen = controller.since();
  }

  private static String secret() {
    var bytes = new byte[SECRET];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String secretText() {
    return secret;
  }

  Controller controller() {
    return controller;
  }

  TurnId turn() {
    return turn;
  }

  boolean is(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** The agent is at rest, after so many uses; what was read of it before says nothing. */
  void ready(long restedAfter) {
    uses = restedAfter;
    readAfter = System.nanoTime();
  }

  long uses() {
    return uses;
  }

  boolean isOlderThan(long readAt) {
    return readAt - readAfter > 0;
  }

  void sign(Instant now) {
    seen = now;
  }

  Instant seen() {
    return seen;
  }

  /** The number the next batch must have. */
  long next() {
    return next;
  }

  /** Takes down what is about to be passed on. */
  void note(List<LiveInput> inputs, Instant at) {
    next++;
    for (var input : inputs) {
      deeds.add(input, at);
      hold(input);
    }
  }

  private void hold(LiveInput input) {
    switch (input) {
      case LiveInput.Button(var x, var y, var button, var pressed, var count) -> {
        var name = "button " + button;
        if (pressed) {
          down.put(name, new LiveInput.Button(x, y, button, false, count));
        } else {
          down.remove(name);
        }
      }
      case LiveInput.Key(var key, var code, _, _, var pressed) -> {
        var name = "key " + (code.isEmpty() ? key : code);
        if (pressed && down.size() < MOST_DOWN) {
          down.put(name, new LiveInput.Key(key, code, 0, "", false));
        } else {
          down.remove(name);
        }
      }
      case LiveInput.Move _,
          LiveInput.Wheel _,
          LiveInput.Typed _,
          LiveInput.Go _,
          LiveInput.Back _,
          LiveInput.CloseTab _ -> {}
    }
  }

  /** Lets go of whatever is still held down. */
  List<LiveInput> letGo() {
    var held = new ArrayList<>(down.values());
    down.clear();
    return held;
  }

  /** Deeds that are not written down yet, each given once. */
  List<HandDeed> deeds() {
    var taken = deeds.take();
    for (var deed : taken) {
      switch (deed) {
        case PressHandDeed _ -> presses++;
        case DragHandDeed _ -> {}
        case GoHandDeed _, BackHandDeed _, CloseHandDeed _ -> pages++;
        case ScrollHandDeed _ -> scrolls++;
        case TypeHandDeed(_, var characters) -> typed += characters;
        case KeyHandDeed(_, _, var times) -> keys += times;
      }
    }
    return taken;
  }

  /** What the model is told of it, once all deeds are taken. */
  String told() {
    var all = new ArrayList<String>();
    count(all, presses, "press of the mouse", "presses of the mouse");
    if (typed > 0) {
      // how long a password is, is no business of a model
      all.add("text typed");
    }
    count(all, keys, "other key", "other keys");
    count(all, scrolls, "scroll", "scrolls");
    count(all, pages, "change of page", "changes of page");
    return all.isEmpty()
        ? "A person had the browser meanwhile and did not use it."
        : "A person used the browser meanwhile (" + String.join(", ", all) + ").";
  }

  private static void count(List<String> all, int count, String one, String many) {
    if (count > 0) {
      all.add(count + " " + (count == 1 ? one : many));
    }
  }
}

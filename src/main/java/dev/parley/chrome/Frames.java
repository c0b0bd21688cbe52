package dev.parley.chrome;

import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.look.Walker;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** The frames of a tab, and where our scripts run in each. */
final class Frames {
  /**
   * A frame in which scripts of ours can run.
   *
   * @param session through which it is reached: the page's, or its own if in another process
   * @param parentId empty for the main frame
   * @param context of our world
   */
  record FrameWorld(CdpSession session, String frameId, String parentId, long context) {}

  private record Key(CdpSession session, long context) {}

  private final String mainFrame;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> parents = new LinkedHashMap<>();
  private final Map<Key, String> worlds = new LinkedHashMap<>();
  private final Map<String, Long> pageWorlds = new HashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final Set<String> visited = new TreeSet<>();
  private String url = "about:blank";
  private String unreachable = "";

  Frames(String mainFrame) {
    this.mainFrame = mainFrame;
  }

  /** Listens to a page, or to a frame of it that has a process of its own. */
  void follow(CdpSession session) {
    session.on(
        Page.FrameAttached.KIND,
        frame -> locked(() -> parents.put(frame.frameId(), frame.parentFrameId())));
    session.on(Page.FrameDetached.KIND, frame -> locked(() -> detached(session, frame)));
    session.on(Page.FrameNavigated.KIND, frame -> locked(() -> navigated(frame)));
    session.on(
        Page.NavigatedWithinDocument.KIND,
        frame ->
            locked(() -> {
              if (frame.frameId().equals(mainFrame)) {
                url = frame.url();
              }
            }));
    session.on(
        Script.ContextCreated.KIND,
        context -> {
          if (context.name().equals(Walker.WORLD)) {
            locked(() -> worlds.put(new Key(session, context.id()), context.frameId()));
          } else if (context.main()) {
            locked(() -> pageWorlds.put(context.frameId(), context.id()));
          }
        });
    session.on(
        Script.ContextDestroyed.KIND,
        context -> locked(() -> worlds.remove(new Key(session, context.id()))));
    session.on(Script.ContextsCleared.KIND, _ -> forget(session));
  }

  /** The session has ended, and with it its frames. */
  void forget(CdpSession session) {
    locked(() -> worlds.keySet().removeIf(key -> key.session().equals(session)));
  }

  /** The main frame first, then the others in the order they came. */
  List<FrameWorld> worlds() {
    lock.lock();
    try {
      return worlds.entrySet().stream()
          .map(entry ->
              new FrameWorld(
                  entry.getKey().session(),
                  entry.getValue(),
                  parents.getOrDefault(entry.getValue(), ""),
                  entry.getKey().context()))
          .sorted((a, b) -> Boolean.compare(isMain(b), isMain(a)))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  Optional<FrameWorld> main() {
    return worlds().stream().filter(this::isMain).reduce((_, newer) -> newer);
  }

  /** Where our scripts run in a frame. */
  Optional<FrameWorld> world(String frameId) {
    return worlds().stream()
        .filter(world -> world.frameId().equals(frameId))
        .reduce((_, newer) -> newer);
  }

  /** The context of a frame's own scripts. */
  OptionalLong pageWorld(String frameId) {
    lock.lock();
    try {
      var context = pageWorlds.get(frameId);
      return context == null ? OptionalLong.empty() : OptionalLong.of(context);
    } finally {
      lock.unlock();
    }
  }

  String url() {
    lock.lock();
    try {
      return unreachable.isEmpty() ? url : unreachable;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the tab shows the browser's own error page instead of the site. */
  boolean failed() {
    lock.lock();
    try {
      return !unreachable.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  boolean has(String frameId) {
    lock.lock();
    try {
      return frameId.equals(mainFrame) || parents.containsKey(frameId);
    } finally {
      lock.unlock();
    }
  }

  /** http origins of documents shown now, by frame. */
  Map<String, String> origins() {
    lock.lock();
    try {
      return Map.copyOf(origins);
    } finally {
      lock.unlock();
    }
  }

  /** http origin of a frame's document. */
  Optional<String> origin(String frameId) {
    return Optional.ofNullable(origins().get(frameId));
  }

  /** http origins of all documents since this was last asked. */
  Set<String> takeVisited() {
    lock.lock();
    try {
      var taken = Set.copyOf(visited);
      visited.clear();
      visited.addAll(origins.values());
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private boolean isMain(FrameWorld world) {
    return world.frameId().equals(mainFrame);
  }

  private void navigated(Page.FrameNavigated frame) {
    if (frame.frameId().equals(mainFrame)) {
      url = frame.url();
      unreachable = frame.unreachableUrl();
    } else if (!frame.parentFrameId().isEmpty()) {
      parents.put(frame.frameId(), frame.parentFrameId());
    }
    if (frame.origin().startsWith("http") && frame.unreachableUrl().isEmpty()) {
      origins.put(frame.frameId(), frame.origin());
      visited.add(frame.origin());
    } else {
      origins.remove(frame.frameId());
    }
  }

  private void detached(CdpSession session, Page.FrameDetached frame) {
    worlds
        .entrySet()
        .removeIf(entry ->
            entry.getKey().session().equals(session) && entry.getValue().equals(frame.frameId()));
    if (!frame.swap()) {
      pageWorlds.remove(frame.frameId());
      parents.remove(frame.frameId());
      origins.remove(frame.frameId());
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}

package dev.parley.chrome;

import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.look.Sight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the looks at one tab have shown: which numbers are whose, and where frames lie.
 *
 * <p>For one thread at a time.
 */
final class Seen {
  /** Where a frame lies: the number of its element, in the document of another frame. */
  record Holder(String frameId, int ref) {}

  private static final int MOST = 50_000;

  private final Map<Integer, String> owners = new HashMap<>();
  private final Map<String, Holder> holders = new HashMap<>();
  private final Map<Integer, String> insides = new HashMap<>();
  private final Hearing hearing = new Hearing();
  private int documents = -1;
  private long took;
  private boolean stale;

  Hearing hearing() {
    return hearing;
  }

  /** Before a look: what is gone is forgotten. */
  void begin(List<FrameWorld> worlds) {
    hearing.keep(worlds);
    if (owners.size() > MOST) {
      var ids = worlds.stream().map(FrameWorld::frameId).toList();
      owners.values().retainAll(ids);
      holders.keySet().retainAll(ids);
      insides.values().retainAll(ids);
    }
  }

  /** After a look at the tab's so many-th document. */
  void end(int document, long nanos) {
    documents = document;
    took = nanos;
    stale = false;
  }

  /** Something has changed that no look has shown. */
  void stale() {
    stale = true;
  }

  /** Whether new numbers are those of new elements, and finding them costs little. */
  boolean tellsNew(int document) {
    return documents == document && took < Bounds.GLANCE.toNanos();
  }

  boolean isStale() {
    return stale;
  }

  void frame(String frameId, Holder holder, Sight inside) {
    holders.put(frameId, holder);
    insides.put(holder.ref(), frameId);
    for (var line : inside.lines()) {
      if (line.r() > 0) {
        owners.putIfAbsent(line.r(), frameId);
      }
    }
  }

  /** The frame whose document has a number; empty for the tab's own. */
  Optional<String> owner(int ref) {
    return Optional.ofNullable(owners.get(ref));
  }

  Optional<Holder> holder(String frameId) {
    return Optional.ofNullable(holders.get(frameId));
  }

  /** The frame that an element held when it was last looked into. */
  Optional<String> inside(int ref) {
    return Optional.ofNullable(insides.get(ref));
  }
}

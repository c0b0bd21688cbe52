package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Script;
import java.util.LinkedHashMap;
import java.util.List;

/** Where keys go: a frame of another process gets none through its page. */
final class Focus {
  private Focus() {}

  /** The frame that has the focus; the tab's own if none says so. */
  static FrameWorld frame(Tab tab, Cancel cancel) {
    var main = tab.world(cancel);
    List<FrameWorld> worlds = tab.frames().worlds();
    if (worlds.size() < 2) {
      return main;
    }
    var asked = new LinkedHashMap<FrameWorld, Answer<Script.Evaluated>>();
    worlds.forEach(world -> asked.put(world, Asking.send(world, "focused()")));
    for (var entry : asked.entrySet()) {
      try {
        if (entry.getValue().await(Bounds.RESPONSE, cancel).value().written().equals("true")) {
          return entry.getKey();
        }
      } catch (CdpFailure gone) {
        if (gone.kind() != CdpFailure.Kind.REFUSED && gone.kind() != CdpFailure.Kind.DETACHED) {
          throw gone;
        }
      }
    }
    return main;
  }

  /** Through which keys reach it; the page's own if it hangs. */
  static CdpSession session(Tab tab) {
    var others =
        tab.frames().worlds().stream().anyMatch(world -> !world.session().equals(tab.page()));
    if (!others) {
      return tab.page();
    }
    try {
      return frame(tab, new Cancel()).session();
    } catch (CdpFailure hangs) {
      return tab.page();
    }
  }
}

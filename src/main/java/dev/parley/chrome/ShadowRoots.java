package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Dom;
import dev.parley.chrome.cdp.Script;
import java.util.ArrayList;
import java.util.List;

/** Hands closed shadow roots to the walker, which suspects who hosts them. */
final class ShadowRoots {
  private static final String GROUP = "parley-roots";

  private ShadowRoots() {}

  /** Whether there were any. */
  static boolean adopt(FrameWorld world, Cancel cancel) {
    var session = world.session();
    try {
      var list =
          session.call(
              new Script.Hold("parley.suspected()", world.context(), GROUP),
              Bounds.RESPONSE,
              cancel);
      if (list.isEmpty()) {
        return false;
      }
      var roots = roots(world, list, cancel);
      if (!roots.isEmpty()) {
        session.send(
            new Script.CallFunctionOn(
                "function(...r){parley.adopt(...r)}", world.context(), roots));
      }
      return !roots.isEmpty();
    } catch (CdpFailure changed) {
      if (changed.kind() == CdpFailure.Kind.REFUSED) {
        return false;
      }
      throw changed;
    } finally {
      session.send(new Script.ReleaseObjectGroup(GROUP));
    }
  }

  private static List<Script.Argument> roots(FrameWorld world, String list, Cancel cancel) {
    var session = world.session();
    var hosts = session.call(new Script.GetProperties(list, true), Bounds.RESPONSE, cancel);
    var described = new ArrayList<Answer<Dom.Node>>();
    hosts.forEach(host -> described.add(session.send(new Dom.DescribeNode(host, true))));
    var resolving = new ArrayList<Answer<String>>();
    for (var node : described) {
      for (long root : node.await(Bounds.RESPONSE, cancel).closedRoots()) {
        resolving.add(session.send(new Dom.ResolveNode(root, world.context(), GROUP)));
      }
    }
    var roots = new ArrayList<Script.Argument>();
    for (var root : resolving) {
      var object = Asking.orNone(root, cancel);
      if (!object.isEmpty()) {
        roots.add(new Script.Argument(object));
      }
    }
    return roots;
  }
}

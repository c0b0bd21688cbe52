package dev.parley.chrome;

import dev.parley.browser.Checkpoint;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Fetch;
import dev.parley.chrome.cdp.Network;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.look.Walker;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps and restores what a session has: tabs, cookies, localStorage of visited origins.
 *
 * <p>Storage of an origin that no tab shows is reached through a hidden blank document that we
 * fulfil ourselves, so that no request leaves.
 */
final class Storekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Storekeeping.class);
  private static final String READ = "JSON.stringify({...localStorage})";

  private final Context context;
  private final CookieJar jar;

  /** As last seen, by origin. */
  private final Map<String, Map<String, String>> seen = new LinkedHashMap<>();

  Storekeeping(Context context) {
    this.context = context;
    this.jar = new CookieJar(context);
  }

  Checkpoint checkpoint(int nextRef, Cancel cancel) {
    var cookies = jar.ask();
    var stale = readShown(cancel);
    if (!stale.isEmpty()) {
      readHidden(stale, cancel);
    }
    int current = context.tabs().currentId();
    var tabs =
        context.tabs().all().stream()
            .map(tab ->
                new Checkpoint.TabState(
                    tab.id(), SiteUrl.of(tab.url()).orElse(SiteUrl.BLANK), tab.id() == current))
            .toList();
    return new Checkpoint(tabs, cookies.await(cancel), seen, nextRef);
  }

  /** Reads the storage of what tabs show; the origins visited since that no tab shows. */
  private Set<String> readShown(Cancel cancel) {
    var stale = new HashSet<String>();
    for (var tab : context.tabs().all()) {
      stale.addAll(tab.frames().takeVisited());
    }
    stale.addAll(context.tabs().takeVisited());
    for (var tab : context.tabs().all()) {
      var origins = tab.frames().origins();
      for (var world : tab.frames().worlds()) {
        var origin = origins.get(world.frameId());
        // after a crash its frames are not there to be asked
        if (origin != null && stale.contains(origin) && !tab.isCrashed()) {
          if (read(world.session(), world.context(), origin, cancel)) {
            stale.remove(origin);
          }
        }
      }
    }
    return stale;
  }

  private boolean read(CdpSession session, long world, String origin, Cancel cancel) {
    try {
      var answer = session.call(Script.Evaluate.value(READ, world), Bounds.COMMAND, cancel);
      if (!answer.thrown().isEmpty()
          || !(Json.parse(answer.value().text()) instanceof JsonObject(var members))) {
        return false;
      }
      var items = new LinkedHashMap<String, String>();
      members.forEach((name, value) -> {
        if (value instanceof JsonText(var text)) {
          items.put(name, text);
        }
      });
      if (items.isEmpty()) {
        seen.remove(origin);
      } else {
        seen.put(origin, Map.copyOf(items));
      }
      return true;
    } catch (CdpFailure hung) {
      LOG.debug("The storage of {} could not be read: {}", origin, hung.why());
      return false;
    }
  }

  private void readHidden(Set<String> origins, Cancel cancel) {
    inHidden(
        origins,
        (page, origin) -> {
          var world = world(page, cancel);
          var _ = read(page.session(), world, origin, cancel);
        },
        cancel);
  }

  /** Puts everything back before any page loads; the tabs themselves are opened by the session. */
  void restore(Checkpoint from, Cancel cancel) {
    jar.add(from.cookies(), cancel);
    seen.putAll(from.localStorage());
    if (!from.localStorage().isEmpty()) {
      inHidden(
          from.localStorage().keySet(),
          (page, origin) -> {
            var items = from.localStorage().getOrDefault(origin, Map.of());
            var script =
                "for (const [name, value] of Object.entries(%s)) localStorage.setItem(name, value)"
                    .formatted(Json.print(items));
            var done =
                page.session()
                    .call(
                        Script.Evaluate.value(script, world(page, cancel)), Bounds.COMMAND, cancel);
            if (!done.thrown().isEmpty()) {
              LOG.warn("The storage of {} could not be restored", origin);
            }
          },
          cancel);
    }
  }

  private interface InOrigin {
    void run(Context.Hidden page, String origin);
  }

  private void inHidden(Set<String> origins, InOrigin work, Cancel cancel) {
    var page = context.openHidden(cancel);
    try {
      var session = page.session();
      session.on(Fetch.RequestPaused.KIND, held -> session.send(blank(held.requestId())));
      session.send(new Page.Enable());
      session.send(new Network.SetBypassServiceWorker(true));
      session.send(Fetch.Enable.everything(false));
      for (var origin : origins) {
        session.call(new Page.Navigate(origin + "/"), Bounds.COMMAND, cancel);
        work.run(page, origin);
      }
    } catch (CdpFailure failed) {
      if (failed.kind() == CdpFailure.Kind.CLOSED) {
        throw failed;
      }
      LOG.warn("Some storage could not be reached: {}", failed.why());
    } finally {
      context.closeHidden(page);
    }
  }

  private static Fetch.FulfillRequest blank(String request) {
    return new Fetch.FulfillRequest(
        request, 200, List.of(new Fetch.Header("Content-Type", "text/html")), "");
  }

  private static long world(Context.Hidden page, Cancel cancel) {
    return page.session()
        .call(new Page.CreateIsolatedWorld(page.targetId(), Walker.WORLD), Bounds.COMMAND, cancel);
  }

  /** Opens the tabs again, the current one last so that it is waited for. */
  void reopen(List<Checkpoint.TabState> tabs, Cancel cancel) {
    if (tabs.isEmpty()) {
      return;
    }
    var all = context.tabs();
    all.skipIdsTo(tabs.stream().mapToInt(Checkpoint.TabState::id).max().orElse(0));
    var first = all.current(cancel);
    var opened = new ArrayList<Tab>();
    for (var state : tabs) {
      var tab = opened.isEmpty() ? first : all.open(SiteUrl.BLANK, cancel);
      all.renumber(tab, state.id());
      opened.add(tab);
    }
    for (int at = 0; at < tabs.size(); at++) {
      var url = tabs.get(at).url();
      if (!tabs.get(at).current() && !url.equals(SiteUrl.BLANK)) {
        opened.get(at).page().send(new Page.Navigate(url));
      }
    }
    tabs.stream()
        .filter(Checkpoint.TabState::current)
        .findFirst()
        .ifPresent(state -> {
          var _ = all.select(state.id());
          if (!state.url().equals(SiteUrl.BLANK)) {
            var _ =
                new Navigating(context.downloads()).to(all.current(cancel), state.url(), cancel);
          }
        });
  }
}

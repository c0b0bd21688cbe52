package dev.parley.chrome;

import dev.parley.browser.Checkpoint;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Storage;
import java.util.HashSet;
import java.util.List;

/**
 * The cookies of a context.
 *
 * <p>A dot before a domain means hosts below it, too. Chromium refuses all cookies of a command for
 * one that cannot be, and drops others without a word: those of a past time, those that are too
 * many of one site.
 */
final class CookieJar {
  private final Context context;

  CookieJar(Context context) {
    this.context = context;
  }

  private CdpSession browser() {
    return context.chromium().browser();
  }

  /** What there is, asked for now and read later. */
  Asked ask() {
    var answer = browser().send(new Storage.GetCookies(context.id()));
    return cancel -> answer.await(Bounds.COMMAND, cancel).stream().map(CookieJar::kept).toList();
  }

  /** Cookies that are on their way. */
  @FunctionalInterface
  interface Asked {
    List<Checkpoint.Cookie> await(Cancel cancel);
  }

  /** Adds cookies; how many were not taken is told as news. */
  void add(List<Checkpoint.Cookie> cookies, Cancel cancel) {
    if (cookies.isEmpty()) {
      return;
    }
    var jar = cookies.stream().map(CookieJar::restored).toList();
    if (!isTaken(jar, cancel)) {
      for (var cookie : jar) {
        boolean _ = isTaken(List.of(cookie), cancel);
      }
    }
    long wanted = live(cookies);
    int taken = ask().await(cancel).size();
    if (taken < wanted) {
      context.news().add((wanted - taken) + " of " + wanted + " cookies were not taken");
    }
  }

  private boolean isTaken(List<Storage.Cookie> cookies, Cancel cancel) {
    try {
      var _ = browser().call(new Storage.SetCookies(cookies, context.id()), Bounds.COMMAND, cancel);
      return true;
    } catch (CdpFailure failed) {
      if (failed.kind() == CdpFailure.Kind.REFUSED) {
        return false;
      }
      throw failed;
    }
  }

  private static long live(List<Checkpoint.Cookie> cookies) {
    double now = System.currentTimeMillis() / 1000.0;
    var places = new HashSet<List<String>>();
    for (var cookie : cookies) {
      if (cookie.expires() == null || cookie.expires() > now) {
        places.add(List.of(cookie.name(), cookie.domain(), cookie.path()));
      }
    }
    return places.size();
  }

  private static Checkpoint.Cookie kept(Storage.Cookie cookie) {
    return new Checkpoint.Cookie(
        cookie.name(),
        cookie.value(),
        cookie.domain(),
        cookie.path(),
        cookie.expires(),
        cookie.httpOnly(),
        cookie.secure(),
        cookie.sameSite());
  }

  private static Storage.Cookie restored(Checkpoint.Cookie cookie) {
    return new Storage.Cookie(
        cookie.name(),
        cookie.value(),
        cookie.domain(),
        cookie.path(),
        cookie.expires(),
        cookie.httpOnly(),
        cookie.secure(),
        cookie.sameSite());
  }
}

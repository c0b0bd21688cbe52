package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Before;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Reaching.Not;
import dev.parley.chrome.Reaching.There;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Dom;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Gives files to inputs, or to those that a press opens a chooser for. */
final class Uploading {
  private static final String GROUP = "parley-upload";

  private final Context context;
  private final Aftermath aftermath;
  private final Staging staging;

  Uploading(Context context, Aftermath aftermath) {
    this.context = context;
    this.aftermath = aftermath;
    this.staging = new Staging(context);
  }

  Done upload(Tab tab, Action.Upload upload, Cancel cancel) {
    if (!context.keepsFiles()) {
      return Done.refused("files cannot be given to a browser that runs elsewhere");
    }
    var reached = Reaching.aim(tab, upload.ref(), null, cancel);
    if (reached instanceof Not not) {
      return not.refused();
    }
    var there = (There) reached;
    if (there.is("disabled")) {
      return Done.refused(there.name() + " is disabled; nothing was done");
    }
    Path file;
    try {
      file = staging.stage(tab, upload.file(), upload.name());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    var before = aftermath.before(tab, there.world(), true, cancel);
    boolean direct = there.facts().text("type").equals("file");
    boolean given = direct ? put(there, file, cancel) : choose(before, there, file, cancel);
    var settled = aftermath.rest(before, Care.PATIENT, cancel);
    if (settled.isStray()) {
      aftermath.over(before, tab, cancel);
      return Done.refused(Reaching.covered(there.name(), settled.said().at("press").at("by")));
    }
    var what =
        given
            ? "gave " + Quoted.of(upload.name()) + " to " + there.name()
            : "pressed " + there.name() + ", which asked for no file; nothing was given";
    var done = aftermath.tell(before, settled, Care.PATIENT, what, cancel);
    return given && done.outcome() == Outcome.NO_EFFECT ? Done.same(what) : done;
  }

  private static boolean put(There there, Path file, Cancel cancel) {
    var session = there.session();
    var node =
        session.call(
            new Script.Hold("parley.node(" + there.ref() + ")", there.world().context(), GROUP),
            Bounds.RESPONSE,
            cancel);
    session.call(
        new Dom.SetFileInputFiles(List.of(file.toString()), node, null), Bounds.COMMAND, cancel);
    session.send(new Script.ReleaseObjectGroup(GROUP));
    return true;
  }

  /** Presses it, and answers the chooser that opens. */
  private static boolean choose(Before before, There there, Path file, Cancel cancel) {
    var tab = before.tab();
    var session = there.session();
    var input = new AtomicLong();
    // input comes to the page on another way, and must not overtake this
    session.call(new Page.SetInterceptFileChooserDialog(true), Bounds.RESPONSE, cancel);
    try (var _ =
        session.follow(
            Page.FileChooserOpened.KIND,
            opened -> {
              input.set(opened.backendNodeId());
              tab.traffic().poke();
            })) {
      Hand.await(tab, Hand.click(session, there.point(), 1), before.documents(), cancel);
      long deadline = System.nanoTime() + Bounds.CHOOSER.toNanos();
      if (!tab.traffic().awaitUntil(() -> input.get() != 0, deadline, cancel)) {
        return false;
      }
      give(session, file, input.get(), cancel);
      return true;
    } finally {
      session.send(new Page.SetInterceptFileChooserDialog(false));
    }
  }

  private static void give(CdpSession session, Path file, long input, Cancel cancel) {
    session.call(
        new Dom.SetFileInputFiles(List.of(file.toString()), null, input), Bounds.COMMAND, cancel);
  }
}

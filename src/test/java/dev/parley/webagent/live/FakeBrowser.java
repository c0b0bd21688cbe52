package dev.parley.webagent.live;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Checkpoint;
import dev.parley.browser.CurrentTab;
import dev.parley.browser.Listing;
import dev.parley.browser.LiveInput;
import dev.parley.browser.Picture;
import dev.parley.browser.SessionSpec.Viewport;
import dev.parley.cancel.Cancel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** A browser that shows what the test says and writes down what is done in it. */
@NullMarked
public final class FakeBrowser implements BrowserSession {
  public final List<LiveInput> inputs = new CopyOnWriteArrayList<>();
  private final List<Consumer<Picture>> watching = new CopyOnWriteArrayList<>();
  private volatile boolean open = true;

  /** How many streams of it there are. */
  public int streams() {
    return watching.size();
  }

  /** Shows a picture of so many bytes. */
  public void show(int size) {
    var picture = new Picture(new byte[size], "image/jpeg", 1000, 700);
    watching.forEach(viewer -> viewer.accept(picture));
  }

  @Override
  public Watch watch(Consumer<Picture> frames) {
    watching.add(frames);
    return () -> watching.remove(frames);
  }

  @Override
  public CurrentTab current(Cancel cancel) {
    return new CurrentTab(1, "Shop", "https://shop.test/");
  }

  @Override
  public Viewport viewport() {
    return new Viewport(1000, 700);
  }

  @Override
  public void input(LiveInput input) {
    inputs.add(input);
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public Listing look(Listing.Look how, Cancel cancel) {
    throw notLive();
  }

  @Override
  public ActionResult act(Action action, Cancel cancel) {
    throw notLive();
  }

  @Override
  public String text(int mostCharacters, Cancel cancel) {
    throw notLive();
  }

  @Override
  public Picture screenshot(int quality, Cancel cancel) {
    throw notLive();
  }

  @Override
  public Picture screenshot(int quality, Predicate<String> hidden, Cancel cancel) {
    throw notLive();
  }

  @Override
  public Optional<String> origin(int ref, Cancel cancel) {
    throw notLive();
  }

  @Override
  public Checkpoint checkpoint(Cancel cancel) {
    throw notLive();
  }

  private static UnsupportedOperationException notLive() {
    return new UnsupportedOperationException("nobody does that live");
  }
}

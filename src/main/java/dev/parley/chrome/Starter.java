package dev.parley.chrome;

import dev.parley.browser.BrowserFailure;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.WebSocketTransport;
import dev.parley.chrome.launch.BrowserFolders;
import dev.parley.chrome.launch.Executable;
import dev.parley.chrome.launch.LaunchFailure;
import dev.parley.chrome.launch.RunningChromium;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts browsers, or connects to one that runs elsewhere. */
final class Starter implements AutoCloseable {
  private final ChromeSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable BrowserFolders folders;

  Starter(ChromeSettings settings) {
    this.settings = settings;
  }

  Optional<String> hindrance() {
    return settings.cdpUrl() != null || Executable.find(settings.executable()).isPresent()
        ? Optional.empty()
        : Optional.of("No browser was found. " + Executable.WANTED);
  }

  /**
   * A browser that answers.
   *
   * @param gone runs once it is gone again, on a thread of its own
   * @throws BrowserFailure with what to do
   */
  Chromium start(Consumer<Chromium> gone) {
    try {
      var chromium = begin();
      chromium.onGone(() -> Thread.ofVirtual().start(() -> gone.accept(chromium)));
      return chromium;
    } catch (LaunchFailure | IOException | CdpFailure failed) {
      throw new BrowserFailure(
          BrowserFailure.Kind.NOT_STARTED, String.valueOf(failed.getMessage()));
    }
  }

  private Chromium begin() throws LaunchFailure, IOException {
    var remote = settings.cdpUrl();
    if (remote != null) {
      return Chromium.of(WebSocketTransport.connect(remote));
    }
    var executable = Executable.find(settings.executable());
    if (executable.isEmpty()) {
      throw new IOException("No browser was found. " + Executable.WANTED);
    }
    return Chromium.of(RunningChromium.start(executable.get(), folders()));
  }

  private BrowserFolders folders() throws IOException {
    lock.lock();
    try {
      var present = folders;
      if (present == null) {
        present = BrowserFolders.in(settings.folder());
        folders = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (folders != null) {
        folders.close();
        folders = null;
      }
    } finally {
      lock.unlock();
    }
  }
}

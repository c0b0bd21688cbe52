package dev.parley.chrome;

import dev.parley.browser.Gate;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Fetch;
import dev.parley.chrome.cdp.Page;

/** One load of the proxy's own page, by which a context learns to send the gate's credentials. */
final class Priming {
  private Priming() {}

  /**
   * Afterwards all traffic of the page's context carries them.
   *
   * @throws IllegalStateException if the proxy does not let us
   */
  static void of(CdpSession page, Gate gate, Cancel cancel) {
    page.on(
        Fetch.AuthRequired.KIND,
        asked ->
            page.send(
                new Fetch.ContinueWithAuth(
                    asked.requestId(),
                    asked.proxy()
                        ? Fetch.AuthResponse.of(gate.user(), gate.secret())
                        : Fetch.AuthResponse.DEFAULT)));
    page.on(
        Fetch.RequestPaused.KIND, held -> page.send(new Fetch.ContinueRequest(held.requestId())));
    page.send(Fetch.Enable.everything(true));
    var loaded = page.call(new Page.Navigate(gate.primingUrl()), Bounds.COMMAND, cancel);
    page.send(new Fetch.Disable());
    if (!loaded.errorText().isEmpty()) {
      throw new IllegalStateException("the proxy refused a new session: " + loaded.errorText());
    }
    // Waited for: who takes the session at once is not to see the page it was primed with.
    var _ = page.call(new Page.Navigate("about:blank"), Bounds.COMMAND, cancel);
  }
}

package dev.parley.tool.browser;

import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Picture;
import dev.parley.cancel.Cancel;
import dev.parley.file.Screenshots;
import dev.parley.session.SessionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes pictures of one session's pages, without its secrets, and keeps them. */
final class Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
  private static final int QUALITY = 60;

  private final Screenshots screenshots;
  private final SessionKey session;
  private final Secrets secrets;

  Pictures(Screenshots screenshots, SessionKey session, Secrets secrets) {
    this.screenshots = screenshots;
    this.session = session;
    this.secrets = secrets;
  }

  Picture take(BrowserSession browser, Cancel cancel) {
    var masker = secrets.veil().masker();
    return masker.isEmpty()
        ? browser.screenshot(QUALITY, cancel)
        : browser.screenshot(QUALITY, masker::finds, cancel);
  }

  /** A run goes on without its picture. */
  void keep(int round, Picture picture) {
    try {
      screenshots.keep(session, round, picture.bytes(), picture.mediaType());
    } catch (RuntimeException failed) {
      LOG.warn("A picture of session {} was not kept: {}", session.id(), failed.toString());
    }
  }

  /** Says that there will be none. */
  void missed(BrowserFailure gone) {
    LOG.debug("No picture of session {}: {}", session.id(), gone.getMessage());
  }
}

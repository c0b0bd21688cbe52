package dev.parley.chrome.look;

import dev.parley.site.Site;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A site and a Chromium for all tests of a class. */
final class Chrome implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Site site;
  private @Nullable Wire wire;

  Tab open(String page) {
    if (wire == null) {
      throw new IllegalStateException("not started");
    }
    return new Tab(wire).open(site().url(page));
  }

  Site site() {
    if (site == null) {
      throw new IllegalStateException("not started");
    }
    return site;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    site = Site.start();
    wire = Wire.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (wire != null) {
      wire.close();
    }
    site().close();
  }
}

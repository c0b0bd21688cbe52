package dev.parley.chrome.look;

import dev.parley.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A site and a Chromium for all tests of a class. */
final class Chrome implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Site site;
  private @Nullable Wire wire;

  /** Until something the page says over the network has arrived. */
  static void await(BooleanSupplier condition) {
    var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it has not come in ten seconds");
      }
      Thread.onSpinWait();
    }
  }

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

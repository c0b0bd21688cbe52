package dev.parley.chrome.look;

import dev.parley.site.Site;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.parley.chrome.look.Wire#isPossible")
final class ListingTest {
  private static Site site = Site.start();
  private static Wire wire;

  @BeforeAll
  static void start() throws IOException {
    wire = Wire.start();
  }

  @AfterAll
  static void stop() throws IOException {
    wire.close();
    site.close();
  }

  private static Tab open(String page) {
    return new Tab(wire).open(site.url(page));
  }

  private static String text(String page) {
    return open(page).look().text();
  }

  @Test
  void printsAll() {
    for (var page :
        new String[] {
          "states",
          "icons",
          "draw",
          "table",
          "shadow",
          "frames",
          "scrollers",
          "inject",
          "clobber",
          "overlay",
          "shop",
          "forms",
          "portal"
        }) {
      System.out.println("=== " + page + "\n" + text(page));
    }
  }
}

package dev.parley.chrome.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prints times; only what does not depend on the machine is asserted. */
@NeedsChromium
final class SizesTest {
  @RegisterExtension static final Chrome CHROME = new Chrome();

  private static void measure(String page) {
    var tab = CHROME.open(page);
    var elements = tab.main("document.querySelectorAll('*').length");
    var listing = tab.look();
    var walks = new long[5];
    var heard = new long[5];
    for (int i = 0; i < walks.length; i++) {
      long from = System.nanoTime();
      tab.world(Walker.look(tab.looks.nextRef(), false, null));
      walks[i] = (System.nanoTime() - from) / 1000;
      from = System.nanoTime();
      tab.sight(false);
      heard[i] = (System.nanoTime() - from) / 1000;
    }
    Arrays.sort(walks);
    Arrays.sort(heard);
    System.out.printf(
        "%s: %s elements, walk %d/%d µs, with listeners %d/%d µs (least/median), %d tokens%n",
        page, elements, walks[0], walks[2], heard[0], heard[2], Tokens.of(listing.text()));
    assertThat(Tokens.of(listing.text())).isLessThanOrEqualTo(12_000);
  }

  @Test
  void looksAtPagesOfAllSizes() {
    for (var page :
        new String[] {"shop", "many?n=2000", "plain?n=2000", "many?n=35000", "plain?n=35000"}) {
      measure(page);
    }
  }
}

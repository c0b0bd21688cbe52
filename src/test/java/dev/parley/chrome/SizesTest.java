package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prints times; only what does not depend on the machine is asserted. */
@Timeout(60)
@NeedsChromium
final class SizesTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  private static String times(int count, Runnable work) {
    var times = new long[count];
    for (int i = 0; i < count; i++) {
      long from = System.nanoTime();
      work.run();
      times[i] = (System.nanoTime() - from) / 1000;
    }
    Arrays.sort(times);
    return times[0] + "/" + times[count / 2];
  }

  private static void measure(String page) {
    var visit = SITE.open(page);
    var elements = visit.main("document.querySelectorAll('*').length");
    long from = System.nanoTime();
    var listing = visit.look();
    long first = (System.nanoTime() - from) / 1000;
    var looks = times(15, visit::look);
    System.out.printf("%s: %s elements, first look %d µs, then %s%n", page, elements, first, looks);
    assertThat(listing.text().length()).isLessThan(60_000);
  }

  @Test
  void looksAtPagesOfAllSizes() {
    for (var page :
        new String[] {"shop", "many?n=2000", "plain?n=2000", "many?n=35000", "plain?n=35000"}) {
      measure(page);
    }
  }

  @Test
  void takesSteps() {
    var visit = SITE.open("counter");
    int ref = visit.ref("button \"Count\"");
    System.out.println("press " + times(30, () -> visit.press(ref)) + " µs");
    System.out.println(
        "press and look "
            + times(
                30,
                () -> {
                  visit.press(ref);
                  visit.look();
                })
            + " µs");
    var forms = SITE.open("forms");
    int text = forms.ref("textbox \"Text\"");
    System.out.println(
        "type " + times(15, () -> forms.act(new Action.InputText(text, "words"))) + " µs");
    assertThat(forms.main("document.querySelector('[name=x]').value")).isEqualTo("words");
    assertThat(visit.main("n")).isEqualTo("60");
  }
}

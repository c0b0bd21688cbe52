package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.launch.Executable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OtherBrowserTest {
  @Test
  void isOfAnotherKindThanTheUsualOne() {
    var other = TestBrowser.other();
    if (other.isEmpty()) {
      Assumptions.abort("skipped, " + TestBrowser.wanted());
    }
    var usual = TestBrowser.usual().map(Executable::kind).orElseThrow();
    assertThat(other.get().kind()).isNotEqualTo(usual);
  }
}

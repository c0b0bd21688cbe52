package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.Malformed;
import dev.parley.problem.RequestProblem.PageSizeInvalid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class QueryTest {
  @Test
  void decodesNamesAndValues() {
    var query = new Query("a%20b=c%3Dd+e&empty=&bare&&%C3%A9=%E2%82%AC");
    assertThat(query.single("a b")).contains("c=d e");
    assertThat(query.single("empty")).contains("");
    assertThat(query.single("bare")).contains("");
    assertThat(query.single("\u00e9")).contains("\u20ac");
    assertThat(query.single("missing")).isEmpty();
  }

  @Test
  void noticesRepeatedValues() {
    var query = new Query("a=1&b=2&a=1");
    assertMalformed(() -> query.single("a"));
    assertThat(query.all("a")).containsExactly("1", "1");
    assertThat(query.single("b")).contains("2");
  }

  @Test
  void complainsOfBadEncodingOnlyToWhoAsks() {
    var query = new Query("bad=%zz&nul=%00&%zz=1&fine=1");
    assertThat(query.single("fine")).contains("1");
    assertMalformed(() -> query.single("bad"));
    assertMalformed(() -> query.single("nul"));
  }

  @Test
  void readsBooleansAndIntegersExactly() {
    assertThat(new Query("p=true").bool("p")).contains(true);
    assertMalformed(() -> new Query("p=TRUE").bool("p"));
    assertMalformed(() -> new Query("p=").bool("p"));
    assertThat(new Query("n=-7").integer("n")).contains(-7);
    for (var bad : new String[] {"", "+1", "1.0", "0x1", "2147483648", "99999999999", "%D9%A3"}) {
      assertMalformed(() -> new Query("n=" + bad).integer("n"));
    }
  }

  @Test
  void boundsPageSizes() {
    assertThat(PageSize.of(new Query(""), 50, 100)).isEqualTo(50);
    assertThat(PageSize.of(new Query("pageSize=7"), 50, 100)).isEqualTo(7);
    assertThat(PageSize.of(new Query("pageSize=5000"), 50, 100)).isEqualTo(100);
    assertMalformed(() -> PageSize.of(new Query("pageSize=x"), 50, 100));
    assertThatThrownBy(() -> PageSize.of(new Query("pageSize=0"), 50, 100))
        .extracting(thrown -> ((ProblemException) thrown).problem())
        .isEqualTo(new PageSizeInvalid(0));
  }

  private static void assertMalformed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .extracting(thrown -> ((ProblemException) thrown).problem())
        .isInstanceOf(Malformed.class);
  }
}

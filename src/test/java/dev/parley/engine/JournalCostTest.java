package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What a turn costs the database: its calls, and its commits as PostgreSQL numbers them.
 *
 * <p>It numbers those of the whole cluster, so that now and then somebody else's come between, its
 * own vacuum's at least. They can only add to a turn's: the least of some turns is what one costs.
 */
class JournalCostTest {
  private static final int TURNS = 10;
  private static final Set<String> OF_A_TURN = Set.of("accept", "record", "finish");

  /** Neither beats nor looks meanwhile, so that every commit is a turn's. */
  private static final EngineSettings STILL =
      new EngineSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          4,
          Duration.ofMillis(5),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  @AutoClose private final Site site = new Site();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** The least that a turn has cost, each of which must have made these calls. */
  private long leastCommits(String... expected) throws InterruptedException {
    var journal = new HookedJournal(site.journal(), calls::add, HookedJournal.Hook.NONE);
    var engine = site.engine(journal, site.nodes(), STILL, false);
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      var session = site.session();
      calls.clear();
      long before = commits();
      var _ = engine.start(Site.asking(session, "Go")).await();
      least = Math.min(least, commits() - before - 1);
      assertThat(calls).filteredOn(OF_A_TURN::contains).containsExactly(expected);
    }
    return least;
  }

  /** The number of the latest one, which is that of this question itself. */
  private static long commits() {
    return Long.parseLong(String.valueOf(Site.value("select txid_current()")));
  }

  @Test
  void aSimpleTurnIsTwoCommits() throws InterruptedException {
    site.model.script(says(""));
    assertThat(leastCommits("accept", "finish")).isEqualTo(2);
  }

  @Test
  void aRoundOfOneToolIsTwoMore() throws InterruptedException {
    site.model.script(calls("", "safe-x"), says(""));
    assertThat(leastCommits("accept", "record", "record", "finish")).isEqualTo(4);
  }
}

package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.session.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a turn costs the database: its calls, and its commits as PostgreSQL numbers them. */
class JournalCostTest {
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
  private final SessionKey session = site.session();

  private long commitsOf(Turns engine) throws InterruptedException {
    long before = Long.parseLong(String.valueOf(Site.value("select txid_current()")));
    var _ = engine.start(Site.asking(session, "Go")).await();
    return Long.parseLong(String.valueOf(Site.value("select txid_current()"))) - before - 1;
  }

  private Turns engine() {
    var journal = new HookedJournal(site.journal(), calls::add, HookedJournal.Hook.NONE);
    return site.engine(journal, site.nodes(), STILL, false);
  }

  @Test
  void aSimpleTurnIsTwoCommits() throws InterruptedException {
    site.model.script(says(""));
    assertThat(commitsOf(engine())).isEqualTo(2);
    assertThat(calls).filteredOn(OF_A_TURN::contains).containsExactly("accept", "finish");
  }

  @Test
  void aRoundOfOneToolIsTwoMore() throws InterruptedException {
    site.model.script(calls("", "safe-x"), says(""));
    assertThat(commitsOf(engine())).isEqualTo(4);
    assertThat(calls)
        .filteredOn(OF_A_TURN::contains)
        .containsExactly("accept", "record", "record", "finish");
  }
}

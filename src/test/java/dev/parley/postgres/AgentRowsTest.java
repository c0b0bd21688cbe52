package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.Agents.Saved;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.agent.ToolSpec;
import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.variable.Variable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AgentRowsTest {
  private static final Database DATABASE = TestDatabase.open();

  private final AgentRows agents = new AgentRows(DATABASE, InstantSource.system());
  private final AgentRid agent = AgentRid.named(UUID.randomUUID().toString());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static AgentSpec spec(String instructions) {
    var variables = new LinkedHashMap<String, Variable>();
    variables.put("zeta", new Variable(Variable.Access.READ_WRITE, "Last", null));
    variables.put("alpha", new Variable(Variable.Access.READ_ONLY, null, "x"));
    return new AgentSpec(
        new Profile("Agent", null, "Ask", List.of("One?", "Two?")),
        "offline",
        instructions,
        variables,
        List.of(new ToolSpec.UpdateVariable(), new ToolSpec.FunctionTool("F", "f", "1.0.0")),
        Limits.DEFAULT);
  }

  private VersionNumber save(String text, boolean publish) {
    return agents.save(agent, spec(text), text, publish).number();
  }

  @Test
  void savingRaisesMinorAndPublishingMajor() {
    assertThat(save("a", false)).isEqualTo(new VersionNumber(0, 1));
    assertThat(save("b", true)).isEqualTo(new VersionNumber(1, 0));
    assertThat(save("c", false)).isEqualTo(new VersionNumber(1, 1));
    assertThat(save("d", true)).isEqualTo(new VersionNumber(2, 0));
    assertThat(agents.versions(agent, null, 10))
        .hasSize(4)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(agents.latestPublished(agent).orElseThrow().number())
        .isEqualTo(new VersionNumber(2, 0));
  }

  @Test
  void readsASpecAsItWasWrittenInTheOrderItWasWritten() {
    var number = save("a", true);
    var read = agents.version(agent, number).orElseThrow().spec();
    assertThat(read).isEqualTo(spec("a"));
    assertThat(read.variables().keySet()).containsExactly("zeta", "alpha");
  }

  @Test
  void aSpecSavedBeforeMakesNoNewVersion() {
    var first = save("a", true);
    assertThat(agents.save(agent, spec("a"), "a", true)).isEqualTo(new Saved(first, false));
    assertThat(agents.save(agent, spec("a"), "a", false)).isEqualTo(new Saved(first, false));
    assertThat(agents.versions(agent, null, 10)).hasSize(1);
  }

  @Test
  void publishingWhatWasOnlySavedMakesAVersion() {
    var _ = save("a", false);
    assertThat(save("a", true)).isEqualTo(new VersionNumber(1, 0));
  }

  @Test
  void pagesVersionsByNumberNotByText() {
    for (int i = 0; i < 12; i++) {
      var _ = save("v" + i, false);
    }
    var page = agents.versions(agent, null, 3);
    assertThat(page).extracting(VersionNumber::minor).containsExactly(12, 11, 10);
    assertThat(agents.versions(agent, page.getLast(), 3))
        .extracting(VersionNumber::minor)
        .containsExactly(9, 8, 7);
  }

  @Test
  void knowsNothingOfAgentsAndVersionsThatAreNotThere() {
    assertThat(agents.exists(agent)).isFalse();
    assertThat(agents.latestPublished(agent)).isEmpty();
    var _ = save("a", false);
    assertThat(agents.exists(agent)).isTrue();
    assertThat(agents.latestPublished(agent)).isEmpty();
    assertThat(agents.version(agent, new VersionNumber(7, 0))).isEmpty();
  }

  @Test
  void twoSaversAtOnceMakeOneVersion() throws Exception {
    List<Future<Saved>> saves = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        saves.add(threads.submit(() -> agents.save(agent, spec("a"), "a", true)));
      }
    }
    var saved = new ArrayList<Saved>();
    for (var save : saves) {
      saved.add(save.get());
    }
    assertThat(saved).filteredOn(Saved::isNew).hasSize(1);
    assertThat(saved).extracting(Saved::number).containsOnly(new VersionNumber(1, 0));
  }

  @Test
  void listsEachAgentWithItsNewestVersion() {
    var _ = save("a", true);
    var newest = save("b", false);
    assertThat(agents.newest())
        .filteredOn(version -> version.agent().equals(agent))
        .singleElement()
        .satisfies(version -> assertThat(version.number()).isEqualTo(newest));
  }
}

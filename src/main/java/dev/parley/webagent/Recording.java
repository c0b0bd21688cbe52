package dev.parley.webagent;

import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.webagent.Elements.Fingerprint;
import dev.parley.webagent.WebStep.Came;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was done in a session that has ended, so that another can do it again.
 *
 * <p>It is read from the journal: the page shown before each round tells what the numbers in its
 * actions stood for.
 */
record Recording(List<Recorded> rounds) {
  static final Recording NONE = new Recording(List.of());

  Recording {
    rounds = List.copyOf(rounds);
  }

  /**
   * A round, with what of it was carried out.
   *
   * @param url of the page it was done on
   * @param shown everything pages had shown until then
   */
  record Recorded(String text, List<Act> acts, String url, String shown) {
    Recorded {
      acts = List.copyOf(acts);
    }
  }

  /**
   * An action, or the end of the task.
   *
   * @param targets what its numbers stood for
   * @param page the text it brought to be read, empty if none
   * @param reading what was read out of that
   */
  record Act(
      ToolCall call, Came came, Map<Integer, Fingerprint> targets, String page, Reading reading) {
    Act {
      targets = Map.copyOf(targets);
    }
  }

  static Recording of(Turn turn) {
    var rounds = Rounds.of(turn.steps(), Integer.MAX_VALUE);
    var recorded = new ArrayList<Recorded>();
    var shown = new Shown();
    rounds.firstLooks().forEach(shown::add);
    for (int i = 0; i < rounds.all().size(); i++) {
      var round = rounds.all().get(i);
      var acts = acts(round, i == rounds.all().size() - 1, shown.elements());
      if (!acts.isEmpty()) {
        recorded.add(new Recorded(round.said().text(), acts, shown.url(), shown.everything()));
      }
      round.deeds().forEach(deed -> shown.add(deed.page().orElse(deed.text())));
      round.looks().forEach(shown::add);
    }
    return new Recording(recorded);
  }

  private static List<Act> acts(Round round, boolean last, Elements elements) {
    var acts = new ArrayList<Act>();
    for (var deed : round.deeds()) {
      if (deed.came() == Came.DONE || deed.came() == Came.NO_EFFECT) {
        acts.add(
            new Act(
                deed.call(),
                deed.came(),
                targets(deed.call(), elements),
                deed.page().orElse(""),
                deed.reading()));
      }
    }
    round
        .closing()
        .filter(_ -> round.reachedItsEnd() && (last || round.question().isPresent()))
        .map(call -> new Act(call, Came.DONE, Map.of(), "", new Reading.Open()))
        .ifPresent(acts::add);
    return acts;
  }

  private static Map<Integer, Fingerprint> targets(ToolCall call, Elements elements) {
    var targets = new HashMap<Integer, Fingerprint>();
    for (int ref : Refs.in(call)) {
      Optional<Fingerprint> known = elements.fingerprint(ref);
      known.ifPresent(fingerprint -> targets.put(ref, fingerprint));
    }
    return targets;
  }
}

package dev.parley.webagent;

import dev.parley.model.ModelReply;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.NoteWork;
import dev.parley.webagent.Recording.Act;
import dev.parley.webagent.Recording.Recorded;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what a recorded session's model said, as long as that fits; where it does not, the model is
 * asked for that one step.
 *
 * <p>How far a run is follows from its journal: replies from here have ids of their own. A reply of
 * the model stands for the step that did not fit. Once a person has said something to the run, what
 * was recorded is no longer what they want.
 */
final class Replay {
  private static final String ID = "replay-";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[.,:/-][\\p{L}\\p{N}]+)*");
  private static final int SHORTEST = 2;

  /** What can be done on any page. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "go_to_url",
          "open_tab",
          "search_google",
          "wait",
          "save_to_file",
          "append_to_file",
          "read_from_file",
          Done.NAME,
          Asked.NAME);

  /** What is done at points of a page, which may have moved. */
  private static final Set<String> AT_POINTS = Set.of("click_at", "drag_drop");

  /** Arguments into which an agent copies what it has read. */
  private static final List<String> COPIED = List.of("content", "text");

  private final List<Recorded> rounds;

  Replay(Recording recording) {
    this.rounds = recording.rounds();
  }

  /**
   * How far a run is: the recorded round to be done next, and whether the one before went wrong.
   */
  private record Place(int next, boolean astray) {}

  /** What is to be done next, if it is known. */
  Optional<ModelReply> next(Turn turn, Rounds now) {
    var place = place(now);
    if (place.astray() || place.next() >= rounds.size() || isSpokenTo(turn)) {
      return Optional.empty();
    }
    var recorded = rounds.get(place.next());
    return calls(recorded, ID + place.next() + "-", Shown.of(now))
        .map(calls -> new ModelReply(recorded.text(), calls, null));
  }

  private Place place(Rounds now) {
    int next = 0;
    boolean astray = false;
    for (var round : now.all()) {
      var replayed = replayed(round);
      if (replayed.isPresent()) {
        next = replayed.get() + 1;
        astray = !wentWell(round, rounds.get(replayed.get()));
      } else {
        next += astray ? 0 : 1;
        astray = false;
      }
    }
    return new Place(next, astray);
  }

  /** Which recorded round a round is. */
  private Optional<Integer> replayed(Round round) {
    return round.said().calls().stream()
        .map(ToolCall::id)
        .filter(id -> id.matches(ID + "\\d{1,6}-\\d{1,6}"))
        .map(id -> Integer.valueOf(id.substring(ID.length(), id.lastIndexOf('-'))))
        .filter(no -> no < rounds.size())
        .findFirst();
  }

  private static boolean wentWell(Round round, Recorded recorded) {
    var deeds = round.deeds();
    var acts = recorded.acts().stream().filter(act -> !Round.closes(act.call())).toList();
    if (deeds.size() != acts.size()) {
      return false;
    }
    for (int i = 0; i < acts.size(); i++) {
      if (deeds.get(i).came() != acts.get(i).came()) {
        return false;
      }
    }
    return round.closing().filter(call -> call.tool().equals(Done.NAME)).isEmpty();
  }

  private static boolean isSpokenTo(Turn turn) {
    return turn.steps().stream().anyMatch(step -> step.work() instanceof NoteWork(MessageNote _));
  }

  /** The recorded calls for the page as it is now; empty if one does not fit. */
  private static Optional<List<ToolCall>> calls(Recorded recorded, String id, Shown shown) {
    var elements = shown.elements();
    var calls = new ArrayList<ToolCall>();
    for (var act : recorded.acts()) {
      var refs = refs(act, elements);
      if (refs.isEmpty() || !fits(act, recorded, shown)) {
        return Optional.empty();
      }
      calls.add(Refs.translated(act.call(), id + calls.size(), refs.get()));
    }
    return Optional.of(calls);
  }

  /** From recorded numbers to those of now; empty if one is not there. */
  private static Optional<Map<Integer, Integer>> refs(Act act, Elements elements) {
    var refs = new HashMap<Integer, Integer>();
    for (int ref : Refs.in(act.call())) {
      var now = Optional.ofNullable(act.targets().get(ref)).flatMap(elements::find);
      if (now.isEmpty()) {
        return Optional.empty();
      }
      refs.put(ref, now.get());
    }
    return Optional.of(refs);
  }

  private static boolean fits(Act act, Recorded recorded, Shown shown) {
    var call = act.call();
    return !AT_POINTS.contains(call.tool())
        && (ANYWHERE.contains(call.tool()) || isSamePage(recorded.url(), shown.url()))
        && stillShows(call, recorded.shown(), shown.everything());
  }

  private static boolean isSamePage(String one, String other) {
    try {
      var before = URI.create(one);
      var now = URI.create(other);
      return Objects.equals(before.getScheme(), now.getScheme())
          && Objects.equals(before.getAuthority(), now.getAuthority())
          && Objects.equals(before.getPath(), now.getPath());
    } catch (IllegalArgumentException unreadable) {
      return one.equals(other);
    }
  }

  /** What was copied from pages must stand on them still: a price may be another one now. */
  private static boolean stillShows(ToolCall call, String before, String now) {
    return COPIED.stream()
        .flatMap(name -> call.input().text(name).stream())
        .flatMap(Replay::words)
        .filter(before::contains)
        .allMatch(now::contains);
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(word -> word.length() >= SHORTEST);
  }

  /** What the page that was brought last says, if it is the page that was read before. */
  Optional<ModelReply> reading(Rounds now) {
    var last = now.last();
    var recorded = last.flatMap(this::replayed).map(rounds::get);
    if (recorded.isEmpty()) {
      return Optional.empty();
    }
    int place = last.get().deeds().size() - 1;
    var deed = last.get().deeds().get(place);
    var act = recorded.get().acts().get(place);
    return deed.page().orElse("").equals(act.page())
            && act.reading() instanceof Reading.Found(var text)
        ? Optional.of(new ModelReply(text, List.of(), null))
        : Optional.empty();
  }

  /** Whether everything so far was done without a model. */
  boolean isUnaided(Rounds now) {
    return now.all().stream().allMatch(round -> replayed(round).isPresent());
  }
}

package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Note;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.Input;
import dev.parley.webagent.WebMessage.Question;
import dev.parley.webagent.WebMessage.UserSaid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a turn's journal as the messages people see (contract allyson §3.2).
 *
 * <p>A longer journal gives the same messages and more at the end; only the values of a question
 * and the file names of an action are filled in later. So nothing is shown before it is certain: a
 * question once it is asked, {@code done} once the turn has ended with it, what a user said once
 * the model is asked with it.
 */
final class WebMessages {
  private static final String NO_WORDS = "The reply held no action.";

  private final Turn turn;
  private final Function<String, String> openAnswer;
  private final List<AnswerNote> answers;
  private final Actions actions;
  private final List<WebMessage> messages = new ArrayList<>();
  private final List<UserSaid> heard = new ArrayList<>();
  private @Nullable Round round;

  /** Whether the round has its message. */
  private boolean shown;

  private WebMessages(
      Turn turn, List<Note> pending, Set<String> deleted, Function<String, String> openAnswer) {
    this.turn = turn;
    this.openAnswer = openAnswer;
    this.actions = new Actions(deleted);
    this.answers =
        Stream.concat(
                Asked.answersIn(turn.steps()),
                pending.stream().filter(AnswerNote.class::isInstance).map(AnswerNote.class::cast))
            .toList();
  }

  /**
   * The messages of a turn.
   *
   * @param pending what was said to it and is not in its journal yet
   * @param deletedFiles names of files that the session had and has no more
   * @param openAnswer from an answer as it is kept to its JSON
   */
  static List<WebMessage> of(
      Turn turn,
      List<Note> pending,
      Set<String> deletedFiles,
      Function<String, String> openAnswer) {
    var reading = new WebMessages(turn, pending, deletedFiles, openAnswer);
    reading.read();
    return List.copyOf(reading.messages);
  }

  private void read() {
    messages.add(new UserSaid(turn.input().text()));
    var rounds = Rounds.of(turn.steps(), Integer.MAX_VALUE);
    int no = 0;
    for (var step : turn.steps()) {
      if (Rounds.asksForNext(step)) {
        endRound();
        hear();
        if (step.outcome() instanceof ModelOutcome) {
          begin(rounds.all().get(no++));
        }
      } else {
        take(step);
      }
    }
    end();
  }

  private void begin(Round begun) {
    round = begun;
    shown = false;
    // A call that closes makes its own message; alone, it is its round's only one.
    if (!begun.actions().isEmpty() || begun.closing().isEmpty()) {
      messages.add(new AgentSaid(words(begun), actions.of(begun), null));
      shown = true;
    }
  }

  private static String words(Round round) {
    if (!round.said().text().isBlank()) {
      return round.said().text().strip();
    }
    return round.actions().isEmpty() ? NO_WORDS : Sentence.of(round.actions().getFirst());
  }

  private void take(Step step) {
    if (step.work() instanceof NoteWork(MessageNote(var text))) {
      heard.add(new UserSaid(text));
    } else if (Asked.isQuestion(step)) {
      ask(step);
    } else if (round != null && (round.isLook(step) || step.work() instanceof WaitWork)) {
      endRound();
    }
  }

  private void ask(Step step) {
    if (round == null || round.closing().isEmpty()) {
      return;
    }
    var call = round.closing().get();
    var wait = (WaitWork) step.work();
    Map<String, String> values =
        Asked.answer(wait, step, answers.stream())
            .map(answer -> Asked.values(openAnswer.apply(answer)))
            .orElse(Map.of());
    var inputs =
        Asked.inputs(call).stream()
            .map(input ->
                new Input(
                    input.title(), input.description(), values.getOrDefault(input.title(), "")))
            .toList();
    messages.add(
        new AgentSaid(
            closingWords(round, question(inputs)),
            List.of(Actions.written(call, call.input())),
            new Question(wait.key(), inputs)));
    shown = true;
  }

  private static String question(List<Input> inputs) {
    return "I need from you: " + String.join(", ", inputs.stream().map(Input::title).toList());
  }

  /** The model's words stand in the first message of a round only. */
  private static String closingWords(Round round, String otherwise) {
    return round.actions().isEmpty() && !round.said().text().isBlank()
        ? round.said().text().strip()
        : otherwise;
  }

  /** A round whose only call came to nothing has a message all the same, without that call. */
  private void endRound() {
    if (round != null && !shown) {
      messages.add(new AgentSaid(closingWords(round, "I go on."), List.of(), null));
      shown = true;
    }
  }

  private void hear() {
    messages.addAll(heard);
    heard.clear();
  }

  private void end() {
    if (turn.status() == TurnStatus.DONE && turn.answer() != null) {
      hear();
      var done = Done.ofAnswer(turn.answer().text()).orElse(new Done(turn.answer().text(), true));
      String words = done.text().isBlank() ? "The task is done." : done.text();
      messages.add(
          new AgentSaid(
              round == null ? words : closingWords(round, words),
              List.of(new JsonObject(Map.of(Done.NAME, done.json()))),
              null));
    } else if (turn.status() == TurnStatus.FAILED) {
      endRound();
      hear();
      var problem = turn.problem();
      messages.add(
          new AgentSaid(
              problem == null ? "The run failed." : problem.message().strip(), List.of(), null));
    }
  }

  /** How calls are shown as actions. */
  private record Actions(Set<String> deleted) {
    private static final String SAVE = "save_to_file";

    List<JsonObject> of(Round round) {
      var deeds = round.deeds();
      var shown = new ArrayList<JsonObject>();
      var calls = round.actions();
      for (int i = 0; i < calls.size(); i++) {
        var call = calls.get(i);
        if (!call.tool().isBlank() && call.malformed().isEmpty()) {
          shown.add(written(call, call.tool().equals(SAVE) ? saved(call, deeds, i) : call.input()));
        }
      }
      return shown;
    }

    static JsonObject written(ToolCall call, JsonObject input) {
      return new JsonObject(Map.of(call.tool(), input));
    }

    /** Both names are that of the stored file, by which clients look it up. */
    private JsonObject saved(ToolCall call, List<Deed> deeds, int place) {
      var stored = place < deeds.size() ? deeds.get(place).files() : List.<String>of();
      var input = call.input();
      var asked = input.text("file_path").or(() -> input.text("filename"));
      String name = stored.isEmpty() ? asked.orElse("") : stored.getFirst();
      var named = input.with("file_path", name).with("filename", name);
      return deleted.contains(name) ? named.with("status", "deleted") : named;
    }
  }
}

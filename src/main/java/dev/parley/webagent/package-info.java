/**
 * The web agent: a model that drives a browser until a task in words is done.
 *
 * <p>One session has one turn. A round is a call of the model with the actions it asked for, which
 * run one after the other and stop when the page is another than the model saw. The page is looked
 * at before each round, as a step of the journal, so that what the model was shown is what a re-run
 * shows it again. Everything that is said to the session meanwhile (messages, a pause, its end,
 * late answers) reaches the turn as notes, which the journal takes in between two steps.
 *
 * <pre>
 * look → ask the model → act, act, … → look → …            done: the turn ends
 *                  └ human_input: wait for an answer        a pause: wait for its end
 * </pre>
 *
 * <p>Not here: how an action is done (tool.browser), what a door calls things.
 */
@NullMarked
@Room(
    imports = {
      "browser",
      "cancel",
      "engine",
      "file",
      "id",
      "identity",
      "json",
      "model",
      "problem",
      "profile",
      "secret",
      "session",
      "tool.browser",
      "trace"
    })
package dev.parley.webagent;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

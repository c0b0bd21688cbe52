/**
 * The behaviour of a conversation agent: retrieval, prompt, variables, limits, citations; what the
 * doors ask of it.
 *
 * <pre>
 * message → retrieve (FindContexts), unless the caller gave contexts → a step of the journal
 *         → model: instructions, variables, note of what is left out, contexts (Sections),
 *                  earlier exchanges, message, what the turn did so far
 *         → tools → model → … → answer
 * </pre>
 *
 * <p><b>Long conversations.</b> When the prompt outgrows the agent's {@code contextTokens}, whole
 * earlier exchanges are left out of it, the oldest first, and nothing else ever is; a prompt that
 * is too large without any of them fails with {@code ContextTooLarge}. The model is told in the
 * system text how many are left out, and the outcome of each model step has their number ({@code
 * leftOut}). The session itself keeps and shows all exchanges. See {@link FitPrompt}.
 *
 * <p><b>Contexts</b> are written by others than the agent's author. They stand at the end of the
 * system text in sections whose borders carry a code of this turn ({@link
 * dev.parley.model.Material}), and each passage of a document with the {@link Citation} an answer
 * shows for it.
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "cancel",
      "engine",
      "id",
      "identity",
      "json",
      "knowledge",
      "model",
      "problem",
      "session",
      "tool",
      "trace",
      "variable"
    })
package dev.parley.conversation;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

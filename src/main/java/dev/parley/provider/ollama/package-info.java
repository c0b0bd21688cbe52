/**
 * Models that Ollama runs.
 *
 * <pre>
 * POST &lt;base-url&gt;/api/chat
 * {"model", "messages", "tools", "stream": true, "truncate": false, "options": {"num_ctx"}}
 *
 * {"message": {"content", "tool_calls": [{"function": {"name", "arguments": {…}}}]}, "done": false}
 * {"done": true, "done_reason", "prompt_eval_count", "eval_count"}    without this line it was cut
 * </pre>
 *
 * Ollama drops the beginning of a prompt that is too large without a word; it is asked to refuse it
 * instead. How much it holds is its own setting, unless a user's file of facts says it.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "provider.wire", "trace"})
package dev.parley.provider.ollama;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

/**
 * Models of Anthropic, and of servers that speak its Messages API.
 *
 * <pre>
 * POST &lt;base-url&gt;/v1/messages      x-api-key, anthropic-version
 * {"model", "max_tokens", "system": [{"text"}], "messages", "tools", "stream": true}
 *
 * message_start        {"message": {"usage": {"input_tokens", "cache_read_input_tokens", …}}}
 * content_block_start  {"index", "content_block": {"type": "text" | "tool_use" | "thinking"}}
 * content_block_delta  {"index", "delta": {"text" | "partial_json"}}
 * message_delta        {"delta": {"stop_reason"}, "usage": {"output_tokens"}}
 * message_stop                        without this event the reply was cut
 * error                {"error": {"type": "overloaded_error" | …}}        in place of any of them
 * </pre>
 *
 * Messages alternate between two roles, so what follows on each other is put together, results of
 * tools first. The instructions, with the tools before them, are marked for the provider's cache.
 * Thoughts are neither shown nor given back: they hold only for a conversation nobody has
 * shortened.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "provider.wire", "trace"})
package dev.parley.provider.anthropic;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

/**
 * Models of OpenAI, and of any server that speaks one of its two protocols.
 *
 * <pre>
 * POST &lt;base-url&gt;/chat/completions            "openai@": what compatible servers speak
 * {"model", "messages", "tools", "stream": true, "stream_options": {"include_usage": true}}
 *
 * data: {"choices": [{"delta": {"content" | "tool_calls": [{"index", "id", "function"}]}}]}
 * data: {"choices": [], "usage": {"prompt_tokens", "completion_tokens"}}
 * data: [DONE]                                    without this line the reply was cut
 *
 * POST &lt;base-url&gt;/responses                   "openai:" and "responses@": OpenAI's newer models
 * {"model", "instructions", "input", "tools", "stream": true, "store": false}      take tools only here
 *
 * data: {"type": "response.output_text.delta", "delta"}
 * data: {"type": "response.output_item.done", "item": {"type": "function_call", …}}
 * data: {"type": "response.completed", "response": {"usage"}}             or incomplete, or failed
 * </pre>
 *
 * The key goes as {@code Authorization: Bearer}, to Azure's hosts as {@code api-key}. Nothing is
 * stored at the provider, and thoughts are not given back: after a tool's result a model thinks
 * anew.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "provider.wire", "trace"})
package dev.parley.provider.openai;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

/**
 * Models of OpenAI, and of any server that speaks its chat completions.
 *
 * <p>LangChain4j writes the request and reads the pieces; the connection is ours ({@link
 * CancellableClient}), and so are what it cannot carry: closing the connection of a call before its
 * first byte, tool schemas as they are, parallel tool calls whose pieces alternate, the provider's
 * end marker, and faults with the time to wait. A call runs on the thread that asked.
 *
 * <pre>
 * POST &lt;base-url&gt;/chat/completions     Authorization: Bearer &lt;key&gt;
 * {"model", "messages", "tools", "stream": true, "stream_options": {"include_usage": true}}
 *
 * data: {"choices": [{"delta": {"content" | "tool_calls": [{"index", "id", "function"}]}}]}
 * data: {"choices": [], "usage": {"prompt_tokens", "completion_tokens"}}
 * data: [DONE]                             without this line the reply was cut
 * </pre>
 */
@NullMarked
@Room(
    imports = {"cancel", "json", "model", "trace"},
    libraries = {"dev.langchain4j"})
package dev.parley.provider.openai;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

/**
 * Models of Google's Gemini API.
 *
 * <pre>
 * POST &lt;base-url&gt;/v1beta/models/&lt;model&gt;:streamGenerateContent?alt=sse      x-goog-api-key
 * {"systemInstruction", "contents": [{"role": "user" | "model", "parts"}], "tools"}
 *
 * data: {"candidates": [{"content": {"parts": [{"text"} | {"functionCall", "thoughtSignature"}]},
 *                        "finishReason"}], "usageMetadata"}
 * </pre>
 *
 * There is no end marker but the reason to finish, which older models send with every piece; so a
 * reply is read to the end of the stream, and whole if a reason came. Calls have ids only in newer
 * models, so they are given one here; what came with a call and is wanted back, its own id and the
 * signature of the thought behind it, is kept with the reply. A schema is cut down to the keywords
 * the API knows.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "provider.wire", "trace"})
package dev.parley.provider.gemini;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

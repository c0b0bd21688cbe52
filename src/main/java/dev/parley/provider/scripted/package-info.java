/**
 * The model that replays a script, for tests, benches and demos. It holds no state: which reply
 * comes next follows from the position the request carries.
 *
 * <pre>
 * replies:                       taken in order within a session, the last one repeats
 *   - {say: [text, …], delay: 20ms, call: [{tool: …, input: {…}}],
 *      usage: {input: 21, output: 9, cached: 5}}
 *   - {fail: {kind: rate-limit, retryAfter: 2s}}     rate-limit | context-size | overloaded | internal
 *   - {hang: {after: [text, …]}}                     until cancelled
 *   - {malformed: true}
 * when:                          the first rule whose text occurs in the last user message goes first
 *   - {match: text, replies: [ … ]}                  taken in order within a turn
 * </pre>
 *
 * A delay passes before each piece that is said.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "trace"})
package dev.parley.provider.scripted;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

/**
 * The model that needs no key and no network, and says the same to the same question.
 *
 * <p>It reads only what any model is given: it repeats what tools answered, calls a tool when the
 * question plainly names it, answers with the best sentences of what was retrieved for the message
 * and their citations, and otherwise says that it has nothing to answer from.
 *
 * <p>When browser actions are on offer (told by {@code done} among them) it carries out the plain
 * sentences of {@link dev.parley.provider.offline.Grammar}, one action at a time:
 *
 * <pre>
 * request → Situation (instructions, past actions with results, page)
 *         → BrowserTask → Progress finds each instruction's actions among the past ones
 *         → the first that is not done yet → Act, or done with the reason
 * </pre>
 *
 * <p>It remembers nothing between requests, and takes no instruction from a page: only the person's
 * messages are parsed, and what a page says in a result decides nothing.
 */
@NullMarked
@Room(imports = {"cancel", "json", "model", "trace"})
package dev.parley.provider.offline;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

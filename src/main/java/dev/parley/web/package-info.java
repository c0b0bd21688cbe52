/**
 * Functions called by HTTP, and the JSON Schemas that say what they take and give.
 *
 * <p>One request a call: nothing is retried or redirected here, since only who keeps the journal
 * knows what may be repeated. The input is the JSON body of POST, PUT and PATCH and the query of
 * GET and DELETE; a {@code body} in the function's request is a template instead, in which {@code
 * {{name}}} stands for an argument and {@code ${env:NAME}} for a variable of the environment.
 * Values of the environment never leave in a result. It stores nothing and knows no agents.
 */
@NullMarked
@Room(
    imports = {"cancel", "function", "json", "trace"},
    libraries = {"com.networknt"})
package dev.parley.web;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

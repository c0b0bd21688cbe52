/**
 * Agents, functions and documents as files: reads a workspace, names all its faults, applies it.
 *
 * <pre>
 * agents/*.yaml      one agent a file; its RID comes from the file name unless given
 * functions/*.yaml   one version of one function a file
 * documents/**       what agents can look up; only listed here, read by others
 * </pre>
 *
 * <p>Other folders belong to rooms to come and are not looked at, nor is any name that begins with
 * a dot. A file is right or refused, with file, line and remedy; what it names elsewhere (a model,
 * a function) may be missing, and is warned about when it is applied. It calls no function and asks
 * no model.
 */
@NullMarked
@Room(imports = {"agent", "function", "id", "json", "knowledge", "trace", "variable", "yaml"})
package dev.parley.workspace;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

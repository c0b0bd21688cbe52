/**
 * The command line: everything {@code ./parley} does to a server that runs, over HTTP. Home of
 * picocli.
 *
 * <p>It finds the server by {@code PARLEY_URL} and {@code PARLEY_TOKEN}, or on the server's own
 * machine by the file {@code cli.token} of the data directory: two lines, base URL and token. What
 * runs inside this process, as {@code serve} does, is handed in as a {@link
 * dev.parley.cli.Subcommand}.
 *
 * <pre>
 * Cli → Commands, KeyCommands, UserCommands → Remote → /console/v1
 *    |            `→ Chat → ChatSession     → Remote → /api/v2/aipAgents
 *    |→ BlobCommands → file.MoveBlobs       → Remote → /console/v1/blobs
 *    `→ RunCommand → FollowRun → WebRun     → Remote → /v1/sessions, /console/v1/runs
 * </pre>
 *
 * <p>Answers go to standard output, all else to standard error. Exit codes: 0 done, 1 refused or
 * failed, 2 wrong usage, 130 left by Ctrl-C; {@code run} ends with 2 also if its task is not done.
 *
 * <p>Blobs are moved by this process itself, between stores that are handed in; the server only
 * tells which there are. Archives need no server at all: {@link dev.parley.cli.Archives}.
 *
 * <p>Text of a run comes from pages: {@link Terminal#shown} shows what would control the terminal,
 * and {@link OutFolder} keeps files inside one folder whatever they are called.
 */
@NullMarked
@Room(
    imports = {"archive", "file", "json"},
    libraries = {"picocli"})
package dev.parley.cli;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

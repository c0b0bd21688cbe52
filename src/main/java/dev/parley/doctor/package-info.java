/**
 * Looks over a machine for whoever wants to run a server on it: what is there, what is missing and
 * how to get it.
 *
 * <pre>
 * Doctor ─ examines, one Checkup after the other, and prints
 *   └n Checkup → Findings, each a line with a mark
 *        MachineCheckup   Java, folders, fonts, shared memory
 *        BrowserCheckup   starts the browser there is and opens a page in it
 *        ModelCheckup     asks a model a small question, where that is wished
 * </pre>
 *
 * <p>Nothing is installed and nothing left behind. Not here: settings and adapters (database,
 * models, port); the app adds checkups for those.
 */
@NullMarked
@Room(imports = {"cancel", "chrome.cdp", "chrome.launch", "json", "model", "trace"})
package dev.parley.doctor;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

/**
 * The text of files: PDF page by page, HTML, Markdown and plain text with their structure.
 *
 * <p>Files come from anybody, and libraries that read PDF and HTML can be made to take any time and
 * any memory. So they run in a process of their own, a small JVM with a bound on its heap that is
 * ended when its time is over; plain text and Markdown are read here.
 *
 * <pre>
 * Extract ─ Readers ─ ReaderProcess ══ frames ══ ReaderMain ─ PdfText │ HtmlText      (child JVM)
 *     ├ PlainText, MarkdownText
 *     └ FileTexts ─ the same for files of sessions
 * </pre>
 *
 * <p>A reader ends when its standard input does, so it never outlives the server.
 */
@NullMarked
@Room(
    imports = {"file", "knowledge", "tool.browser"},
    libraries = {"org.apache.pdfbox", "org.apache.fontbox", "org.jsoup"})
package dev.parley.extract;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;

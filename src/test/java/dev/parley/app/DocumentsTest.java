package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp.Reply;
import dev.parley.id.AgentRid;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that answers from documents, through a whole server, with the offline model. */
class DocumentsTest {
  private static final String AGENT = AgentRid.named("librarian").value();
  private static final String GIVEN =
      """
      {"functionRid":"ri.function-registry.main.function.8cb2d957-f0e6-4e0c-81de-e701bd54b18c",\
      "functionVersion":"1.0.0","retrievedPrompt":"Wasabi costs 12 euros."}\
      """;
  private static final String OVERRIDE =
      "\"contextsOverride\":["
          + GIVEN.replace("{", "{\"type\":\"functionRetrievedContext\",")
          + "]";

  @TempDir private static Path workspace;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    write(
        "agents/librarian.yaml",
        """
        displayName: Librarian
        model: offline
        contexts:
          - documents: {path: documents/shelf, topK: 3}
        publish: true
        """);
    write(
        "documents/shelf/Über uns/das Haus.md",
        "# House\n\n## Garden\n\nWe grow wasabi behind the house. It needs shade.");
    write("documents/shelf/broken.pdf", "%PDF-1.7 no more");
    write("documents/shelf/leaving.txt", "Penguins are leaving.");
    write("documents/other/secret.md", "The wasabi password is swordfish.");
    pdf("documents/shelf/report.pdf");
    var settings = Map.of("PARLEY_WORKSPACE", workspace.toString());
    server = TestServer.start(settings);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Path write(String path, String text) throws IOException {
    var file = workspace.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void pdf(String path) throws IOException {
    try (var pdf = new PDDocument()) {
      for (var line : new String[] {"Sales stood still.", "Turnips sold best in spring."}) {
        var page = new PDPage();
        pdf.addPage(page);
        try (var content = new PDPageContentStream(pdf, page)) {
          content.beginText();
          content.setFont(new PDType1Font(FontName.HELVETICA), 12);
          content.newLineAtOffset(72, 700);
          content.showText(line);
          content.endText();
        }
      }
      pdf.save(workspace.resolve(path).toFile());
    }
  }

  private static Reply ask(String session, String text, String more) throws Exception {
    return server.client().post(session + "/blockingContinue", TestServer.ask(text, more));
  }

  private static String answer(String question) throws Exception {
    return ask(server.session(AGENT), question, "").textAt("agentMarkdownResponse");
  }

  private static JsonValue contexts(String functions) {
    return Json.parse("{\"objectContexts\":[],\"functionRetrievedContexts\":" + functions + "}");
  }

  @Test
  void answersWithTheBestSentenceAndItsCitation() throws Exception {
    var answer = answer("Where do you grow wasabi?");
    assertThat(answer)
        .isEqualTo(
            "We grow wasabi behind the house. <citation><name>House › Garden</name>"
                + "<href>documents/shelf/%C3%9Cber%20uns/das%20Haus.md#garden</href></citation>");
    assertThat(answer("Where do you grow wasabi?")).isEqualTo(answer);
    assertThat(answer("Which turnips sold best?"))
        .contains("<name>report, page 2</name><href>documents/shelf/report.pdf#page=2</href>");
    assertThat(answer("swordfish")).contains("found nothing");
  }

  @Test
  void showsThatItLookedWithoutAFormForDocuments() throws Exception {
    var session = server.session(AGENT);
    var trace = ask(session, "wasabi?", "").textAt("sessionTraceId");
    var nothing = contexts("[]");
    var client = server.client();
    assertThat(client.get(session + "/content").at("exchanges.0.contexts")).isEqualTo(nothing);
    assertThat(client.get(session + "/sessionTraces/" + trace).at("contexts")).isEqualTo(nothing);
    var found = client.put(session + "/ragContext", TestServer.ask("wasabi?"));
    assertThat(found.json()).isEqualTo(nothing);
    assertThat(client.get(session).textAt("metadata.messageCount")).isEqualTo("2");
  }

  @Test
  void takesTheCallersContextsInsteadOfDocuments() throws Exception {
    var session = server.session(AGENT);
    assertThat(ask(session, "What does wasabi cost?", OVERRIDE).textAt("agentMarkdownResponse"))
        .isEqualTo("Wasabi costs 12 euros.");
    var shown = server.client().get(session + "/content").at("exchanges.0.contexts");
    assertThat(shown).isEqualTo(contexts("[" + GIVEN + "]"));
    assertThat(ask(session, "What does wasabi cost?", "\"contextsOverride\":[]").text())
        .contains("no documents");
  }

  @Test
  void followsTheFolderFromStartToStart() throws Exception {
    assertThat(answer("What about penguins?")).contains("Penguins are leaving.");
    Files.delete(workspace.resolve("documents/shelf/leaving.txt"));
    write("documents/shelf/arriving.txt", "Pelicans are arriving.");
    server.restart();
    assertThat(answer("What about pelicans?")).contains("Pelicans are arriving.");
    assertThat(answer("What about penguins?")).contains("found nothing");
  }
}

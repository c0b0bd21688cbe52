package dev.parley.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.web.HttpFunctions;
import dev.parley.yaml.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault alone, with its line and what to write instead. */
final class WorkspaceFaultsTest {
  private static final String FUNCTION =
      "name: f\nversion: 1.0.0\ninput: {type: object, properties: {city: {type: string}}}\n";
  private static final String REQUEST = "request: {url: 'http://localhost'}\n";

  static Stream<Arguments> agents() {
    return Stream.of(
        agent("displayNmae: B", 2, "did you mean 'displayName'? known: rid, displayName,"),
        agent("rid: agent-7", 2, "write ri.aip-agents..agent.<uuid>, or leave it out"),
        agent("model: ' '", 2, "'model' is blank; write `model: <text>`"),
        agent("suggestedPrompts: What?", 2, "write a list"),
        agent("publish: yes", 2, "write true or false"),
        agent("description: \"a\\0b\"", 2, "U+0000 is not allowed; remove it"),
        agent(
            "instructions: |\n  Hi.\n  You are {{nme}}.\nparameters:\n  name: {type: string}",
            4,
            "{{nme}} is no declared parameter; did you mean 'name'? known: name"),
        agent("instructions: Hi {{name}}", 2, "is no declared parameter; there is none"),
        agent(
            "instructions: Hi {{ a }}\nparameters: {a: {type: string}}",
            2,
            "write {{a}} without spaces"),
        agent("instructions: |\n  Hi.\n  ${env:KEY}", 4, "not resolved in instructions"),
        agent("parameters: [a]", 2, "'parameters' is a list; write a map"),
        agent("parameters: {'a b': {type: string}}", 2, "'a b' cannot name a parameter; use"),
        agent("parameters:\n  a: string", 3, "'a' is a text; write a map"),
        agent("parameters:\n  a:", 3, "write `a: {type: string}`"),
        agent("parameters:\n  a: {access: READ_ONLY}", 3, "'type' is missing"),
        agent(
            "parameters:\n  a: {type: objectSet, objectTypes: [x]}",
            3,
            "'objectSet' is a known type of parameter, but not part of this version yet"),
        agent("parameters:\n  a: {type: strng}", 3, "did you mean 'string'? known: string, obj"),
        agent("parameters:\n  a: {type: string, acces: x}", 3, "did you mean 'access'?"),
        agent("parameters:\n  a: {type: string, access: READ}", 3, "known: READ_ONLY, READ_WRITE"),
        agent("contexts:\n  - documents: {path: x}", 3, "'x' is no path of documents; write docu"),
        agent("contexts:\n  - documents: {path: documents/../x}", 3, "is no path of documents"),
        agent("contexts:\n  - documents: {}", 3, "'path' is missing"),
        agent("contexts:\n  - documents: {path: documents, mode: all}", 3, "relevant, full"),
        agent("contexts:\n  - documents: {path: documents, topK: 51}", 3, "from 1 to 50"),
        agent(
            "contexts:\n  - documents: {path: documents, mode: full, topK: 5}",
            3,
            "'topK' says nothing with `mode: full`"),
        agent("contexts:\n  - objects: {}", 3, "'objects' is a known kind of context, but not"),
        agent("contexts:\n  - function: {}", 3, "not part of this version yet; leave it out"),
        agent(
            "contexts:\n  - docs: {}", 3, "unknown kind of context 'docs'; known: documents, obj"),
        agent(
            "tools:\n  - updateVariable: {}\n  - sql: {}", 4, "'sql' is a known kind of tool, but"),
        agent("tools:\n  - objectQuery: {}", 3, "not part of this version yet"),
        agent("tools:\n  - action: {}", 3, "not part of this version yet"),
        agent("tools:\n  - mcp: {}", 3, "not part of this version yet"),
        agent("tools:\n  - mcp: {}", 3, "not part of this version yet"),
        agent("tools:\n  - browser: {allow: [http://a/b]}", 3, "write a host"),
        agent("tools:\n  - browser:\n", 3, "write `- browser: {…}`"),
        agent("tools:\n  - browser: {}\n  - browser: {}", 4, "the tool name browser"),
        agent(
            "tools:\n  - browser: {}\n  - function: {name: wait, function: w, version: 1.0.0}",
            4,
            "the browser has an action called 'wait'"),
        agent("tools:\n  - updateVarable: {}", 3, "did you mean 'updateVariable'? known: updateV"),
        agent("tools:\n  - updateVariable", 3, "write `- updateVariable: {}`"),
        agent("tools:\n  - updateVariable: {x: 1}", 3, "write `- updateVariable: {}`"),
        agent("tools:\n  - function:\n    name: W", 3, "indent what belongs to it"),
        agent("tools:\n  - function:", 3, "write `- function: {…}`"),
        agent("tools:\n  - function: {name: W, function: w}", 3, "'version' is missing"),
        agent("tools:\n  - function: {name: W, function: w, version: v1}", 3, "such as 1.0.0"),
        agent(
            "tools:\n  - function: {name: W, function: w, version: 1.0.0, x: 1}",
            3,
            "unknown key 'x'; known: name, function, version"),
        agent(
            """
            tools:
              - function: {name: My tool, function: a, version: 1.0.0}
              - function: {name: My/tool, function: b, version: 1.0.0}
            """,
            4,
            "the tool name My_tool is taken by agents/a.yaml:3"),
        agent("tools:\n  - updateVariable:\n  - updateVariable:", 4, "is taken by agents/a.yaml:3"),
        agent("limits: {maxIterations: 0}", 2, "write a whole number from 1 to"),
        agent("limits: {deadline: 120}", 2, "such as 500ms, 120s, 2m or 1h"),
        agent("limits: {deadline: 0s}", 2, "such as 500ms, 120s, 2m or 1h"),
        agent("limits: {tokens: 5}", 2, "known: maxIterations, deadline, contextTokens"));
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        function("name: f\nversion: 1.0\n" + REQUEST, 2, "such as 1.0.0 or 1.2.3-rc1"),
        function("name: f\nversion: 01.0.0\n" + REQUEST, 2, "no semantic version"),
        function("name: a b\nversion: 1.0.0\n" + REQUEST, 1, "cannot name a function; use"),
        function("version: 1.0.0\n" + REQUEST, 1, "'name' is missing"),
        function(FUNCTION, 1, "'request' is missing; write `request: {method: POST, url: …}`"),
        function(FUNCTION + "mcp: {server: s}\n", 4, "'mcp' is a known form of request, but not"),
        function(FUNCTION + REQUEST + "efect: safe\n", 5, "did you mean 'effect'?"),
        function(
            FUNCTION + REQUEST + "effect: onse\n", 5, "did you mean 'once'? known: safe, idem"),
        function(FUNCTION + REQUEST + "rid: x\n", 5, "write ri.function-registry.main.function."),
        function(
            FUNCTION + REQUEST + "output: {type: objekt}\n", 5, "'output' is no valid JSON Sch"),
        function(
            "name: f\nversion: 1.0.0\ninput: {type: object, required: city}\n" + REQUEST,
            3,
            "'input' is no valid JSON Schema: 'required': string found, array expected"),
        function(
            "name: f\nversion: 1.0.0\ninput: {type: string}\n" + REQUEST,
            3,
            "'input' describes an object; write `type: object` in it"),
        function("name: f\nversion: 1.0.0\ninput: [city]\n" + REQUEST, 3, "write a map"),
        function(FUNCTION + "request: {url: 'ftp://x/'}\n", 4, "write http://… or https://…"),
        function(FUNCTION + "request: {url: 'http:///x'}\n", 4, "names no host"),
        function(FUNCTION + "request: {url: 'http://a b/'}\n", 4, "is no valid URL"),
        function(FUNCTION + "request: {url: 'http://u:p@h/'}\n", 4, "use a header Authorization"),
        function(FUNCTION + "request: {url: 'http://h/#x'}\n", 4, "never sent"),
        function(FUNCTION + "request: {url: 'http://h/${env:a b}'}\n", 4, "written ${env:NAME}"),
        function(FUNCTION + "request: {method: POST}\n", 4, "'url' is missing"),
        function(
            FUNCTION + "request:\n  method: post\n  url: http://h\n", 5, "did you mean 'POST'?"),
        function(FUNCTION + "request: {url: 'http://h', timeout: 20}\n", 4, "such as 500ms, 120s"),
        function(
            FUNCTION + "request: {url: 'http://h', hedaers: {}}\n", 4, "did you mean 'headers'"),
        function(FUNCTION + "request: {url: 'http://h', headers: {Host: x}}\n", 4, "leave it out"),
        function(
            FUNCTION + "request: {url: 'http://h', headers: {'a b': x}}\n", 4, "name a header"),
        function(FUNCTION + "request: {url: 'http://h', headers: {A: \"x\\ny\"}}\n", 4, "one line"),
        function(
            FUNCTION + "request: {url: 'http://h', headers: {A: '${env:}'}}\n", 4, "${env:NAME}"),
        function(
            FUNCTION + "request: {url: 'http://h', method: GET, body: {}}\n", 4, "sends no body"),
        function(
            FUNCTION + "request:\n  url: http://h\n  body:\n    q: ['{{ciy}}']\n",
            7,
            "{{ciy}} is no property of 'input'; did you mean 'city'? known: city"));
  }

  @ParameterizedTest
  @MethodSource({"agents", "functions"})
  void saysWhatIsWrongWhereAndWhatToWrite(WorkspaceFile file, int line, String remedy) {
    var faults = faults(file);
    assertThat(faults).as(faults.toString()).hasSize(1);
    assertThat(faults.getFirst().file()).isEqualTo(file.path());
    assertThat(faults.getFirst().line()).isEqualTo(line);
    assertThat(faults.getFirst().message()).contains(remedy);
  }

  @Test
  void refusesTwoAgentsWithOneRid() {
    var text = "displayName: A\nrid: ri.aip-agents..agent.1\n";
    assertThat(
            faults(
                new WorkspaceFile("agents/a.yaml", text), new WorkspaceFile("agents/b.yaml", text)))
        .singleElement()
        .asString()
        .startsWith("agents/b.yaml:2: the RID ri.aip-agents..agent.1 is taken by agents/a.yaml:2");
  }

  @Test
  void refusesOneVersionOfAFunctionTwice() {
    var text = FUNCTION + REQUEST;
    assertThat(
            faults(
                new WorkspaceFile("functions/a.yaml", text),
                new WorkspaceFile("functions/b.yaml", text)))
        .singleElement()
        .asString()
        .startsWith(
            "functions/b.yaml:2: version 1.0.0 of function 'f' is taken by functions/a.yaml:2");
  }

  @Test
  void refusesOneFunctionWithTwoRids() {
    var other =
        FUNCTION.replace("1.0.0", "2.0.0")
            + REQUEST
            + "rid: ri.function-registry.main.function.x\n";
    assertThat(
            faults(
                new WorkspaceFile("functions/a.yaml", FUNCTION + REQUEST),
                new WorkspaceFile("functions/b.yaml", other)))
        .singleElement()
        .asString()
        .startsWith("functions/b.yaml:5: another version of 'f' has the RID")
        .endsWith("write the same in both");
  }

  private static List<Fault> faults(WorkspaceFile... files) {
    var workspaces = new Workspaces(HttpFunctions::schemaFault, WorkspacesTest.BROWSERS);
    return catchThrowableOfType(BadWorkspace.class, () -> workspaces.read(List.of(files))).faults();
  }

  private static Arguments agent(String text, int line, String remedy) {
    var file = new WorkspaceFile("agents/a.yaml", "displayName: A\n" + text + "\n");
    return Arguments.of(file, line, remedy);
  }

  private static Arguments function(String text, int line, String remedy) {
    return Arguments.of(new WorkspaceFile("functions/f.yaml", text), line, remedy);
  }
}

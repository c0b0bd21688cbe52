package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSchemasTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"objekt\"}|type': does not have a value",
        "{\"required\":\"city\"}|required': string found, array expected",
        "{\"$ref\":\"#/nope\"}|cannot be resolved",
        "{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:9/x\"}}}|write it inside",
        "{\"allOf\":[{\"$ref\":\"file:///etc/passwd\"}]}|write it inside",
        "{\"$schema\":\"http://nope/x\"}|leave it out",
        "{\"$defs\":{\"x\":{\"$ref\":\"#/$defs/x\"}},\"$ref\":\"#/$defs/x\"}|let it end",
        "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}|Unclosed group"
      })
  void saysWhatKeepsASchemaFromBeingOne(String schema, String fault) {
    assertThat(JsonSchemas.fault((JsonObject) Json.parse(schema)).orElse("valid")).contains(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"object\",\"properties\":{\"$ref\":{\"type\":\"string\"}}}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}",
        "{\"properties\":{\"child\":{\"$ref\":\"#\"}}}"
      })
  void acceptsSchemas(String schema) {
    assertThat(JsonSchemas.fault((JsonObject) Json.parse(schema))).isEmpty();
  }
}

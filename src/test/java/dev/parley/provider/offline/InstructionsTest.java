package dev.parley.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.offline.Instruction.Ask;
import dev.parley.provider.offline.Instruction.FindPrice;
import dev.parley.provider.offline.Instruction.Keys;
import dev.parley.provider.offline.Instruction.NotUnderstood;
import dev.parley.provider.offline.Instruction.Open;
import dev.parley.provider.offline.Instruction.Press;
import dev.parley.provider.offline.Instruction.Read;
import dev.parley.provider.offline.Instruction.Select;
import dev.parley.provider.offline.Instruction.StartAt;
import dev.parley.provider.offline.Instruction.TypeAnswer;
import org.junit.jupiter.api.Test;

class InstructionsTest {
  @Test
  void readTheDocumentedTask() {
    assertThat(Instructions.of("Search for the price of an ESP32 & save it to a text file."))
        .containsExactly(new FindPrice("ESP32", true, "esp32-price.txt"));
  }

  @Test
  void readSentencesInTheirOrder() {
    assertThat(
            Instructions.of(
                "Open http://127.0.0.1:8080/forms. Type \"Ada L.\" into the \"Full name\" field."
                    + " Select \"Large\" in the \"Size\" list. Click the \"Send\" button."
                    + " Then read the order number and save it to number.txt."))
        .containsExactly(
            new Open("http://127.0.0.1:8080/forms"),
            new Instruction.Type("Ada L.", "Full name"),
            new Select("Large", "Size"),
            new Press("Send", "button"),
            new Read("order number", "number.txt"));
  }

  @Test
  void readAQuestionAndWhereItsAnswerGoes() {
    assertThat(
            Instructions.of(
                "Ask me for the one-time code. Type the answer into the \"Code\" field."))
        .containsExactly(new Ask("one-time code"), new TypeAnswer("Code"));
  }

  @Test
  void readSecretsByTheirNames() {
    var secret = new Instruction.Type("<secret>password</secret>", "Password");
    assertThat(Instructions.of("Type <secret>password</secret> into the \"Password\" field."))
        .containsExactly(secret);
    assertThat(Instructions.of("Type \"<secret>password</secret>\" into the \"Password\" field."))
        .containsExactly(secret);
    assertThat(Instructions.of("Enter the value of the variable password into the Password field"))
        .containsExactly(
            new NotUnderstood("Enter the value of the variable password into the Password field"));
    assertThat(Instructions.of("Enter the value of password into the Password field"))
        .containsExactly(secret);
  }

  @Test
  void readFileNamesInEveryForm() {
    var price = new FindPrice("ESP32-S3", false, "out.txt");
    assertThat(Instructions.of("Find the price of the ESP32-S3 and save it to out.txt."))
        .containsExactly(price);
    assertThat(Instructions.of("find the price of \"ESP32-S3\", and save it in \"out.txt\""))
        .containsExactly(price);
    assertThat(
            Instructions.of("Find the price of the ESP32-S3 and save it to a file called out.txt."))
        .containsExactly(price);
    assertThat(Instructions.of("Read the first three prices & save them to a text file. Go on."))
        .containsExactly(
            new Read("first three prices", "first-three-prices.txt"), new NotUnderstood("Go on."));
  }

  @Test
  void readNamesWithoutQuotesBeforeTheirKind() {
    assertThat(Instructions.of("click the Add to basket button, press Enter and click \"Next\""))
        .containsExactly(
            new Press("Add to basket", "button"), new Keys("Enter"), new Press("Next", "button"));
  }

  @Test
  void keepToTheirSentence() {
    assertThat(
            Instructions.of(
                "Read the title. Click the \"Go\" link and save it to a.txt. 2. Type 'x'"
                    + " into the \"F\" box"))
        .containsExactly(
            new Read("title", null),
            new Press("Go", "link"),
            new NotUnderstood("save it to a.txt."),
            new Instruction.Type("x", "F"));
  }

  @Test
  void sayWhatTheyDoNotUnderstand() {
    assertThat(Instructions.of("Dance for me.\nOpen https://example.com/."))
        .containsExactly(new NotUnderstood("Dance for me."), new Open("https://example.com/"));
    assertThat(Instructions.of(" . \n")).isEmpty();
  }

  @Test
  void findTheStartInDetails() {
    assertThat(Instructions.start("Be quick. Start at http://127.0.0.1:1/shop?a=b. Thanks."))
        .hasValue(new StartAt("http://127.0.0.1:1/shop?a=b"));
    assertThat(Instructions.start("Be quick.")).isEmpty();
  }

  @Test
  void endOnHostileText() {
    assertThat(Instructions.of("\"".repeat(5_000) + "read the ".repeat(2_000))).isNotEmpty();
    assertThat(Instructions.of("a ".repeat(30_000))).isNotEmpty();
  }
}

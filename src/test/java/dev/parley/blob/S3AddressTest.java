package dev.parley.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3AddressTest {
  @Test
  void readsAStoreOfAmazonsAndOneThatIsNot() {
    var amazon = S3Address.parse("s3://pictures/of/parley?region=eu-central-1", "us-west-2");
    assertThat(amazon)
        .isEqualTo(new S3Address("pictures", "of/parley", null, "eu-central-1", false, null));
    var own = S3Address.parse("s3://pictures?endpoint=http%3A%2F%2Fstore%3A9000%2F", null);
    var endpoint = URI.create("http://store:9000");
    assertThat(own).isEqualTo(new S3Address("pictures", "", endpoint, "us-east-1", true, null));
  }

  @Test
  void takesTheRegionOfTheEnvironmentWhereItNamesNone() {
    assertThat(S3Address.parse("s3://pictures", "us-west-2").region()).isEqualTo("us-west-2");
  }

  @Test
  void isReadAgainAsItIsWritten() {
    for (var url :
        new String[] {
          "s3://pictures?region=eu-central-1",
          "s3://pictures/a/b?endpoint=https://store:9000&pathStyle=false",
          "s3://pictures?endpoint=http://store&publicEndpoint=https://files.example.com&region=x"
        }) {
      var address = S3Address.parse(url, null);
      assertThat(S3Address.parse(address.toString(), null)).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pictures | must be s3://bucket
          https://pictures | must be s3://bucket
          s3:///pictures | must be s3://bucket
          s3://no good | must be s3://bucket
          s3://pictures | names no region
          s3://key:sesame@pictures?region=x | must hold no credentials
          s3://Pictures?region=x | names no bucket
          s3://p?region=x | names no bucket
          s3://pictures/a//b?region=x | unfit prefix
          s3://pictures/../b?region=x | unfit prefix
          s3://pictures?region=A_B | unfit region
          s3://pictures?regions=x | each once
          s3://pictures?region=x&region=y | each once
          s3://pictures?endpoint=store:9000 | unfit endpoint
          s3://pictures?endpoint=ftp://store | unfit endpoint
          s3://pictures?endpoint=http://key:sesame@store | unfit endpoint
          s3://pictures?endpoint=http://store&publicEndpoint=store | unfit publicEndpoint
          s3://pictures?region=x&pathStyle=yes | write true or false
          """)
  void saysWhatIsWrongAndNothingItHolds(String url, String why) {
    assertThatThrownBy(() -> S3Address.parse(url, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("sesame");
  }
}

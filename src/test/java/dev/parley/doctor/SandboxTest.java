package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SandboxTest {
  private static String status(String pids, int filters) {
    return "Name:\tx\nNSpid:\t" + pids + "\nSeccomp:\t2\nSeccomp_filters:\t" + filters + "\n";
  }

  @Test
  void isWhatARendererHasAndWeHaveNot() {
    assertThat(Sandbox.of(status("81\t5", 3), status("70", 1)).how())
        .containsExactly("namespaces of its own", "system calls filtered");
    assertThat(Sandbox.of(status("81\t5", 1), status("70", 1)).isOn()).isTrue();
  }

  @Test
  void isOffInAContainerThatLocksUsInAsWell() {
    assertThat(Sandbox.of(status("81\t5", 1), status("70\t2", 1)).isOn()).isFalse();
  }
}

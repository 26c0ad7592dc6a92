package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
  @ParameterizedTest
  @CsvSource({
    // limit, count, settled, whether it is broken
    "0, 0, 0, false",
    "0, 1, 1, true",
    "3, 3, 3, false",
    "3, 4, 4, true",
    "0%, 0, 20, false",
    "0%, 1, 20, true",
    "5%, 1, 20, false",
    "5%, 2, 39, true",
    "5%, 2, 40, false",
    "5%, 5, 19, false",
    "100%, 20, 20, false",
    // twice the same number, in decimals; not so in binary
    "2.28%, 57, 2500, false",
    "2.28%, 58, 2500, true"
  })
  void isBrokenByMoreThanItBears(String limit, int count, int settled, boolean broken) {
    assertThat(Limit.parse(limit).isBrokenBy(count, settled, 20)).isEqualTo(broken);
  }

  @Property(seed = "2026", tries = 500)
  void aShareOfExactlyThatManyIsBorneAndOneMoreIsNot(
      @ForAll @IntRange(max = 100_000) int thousandths) {
    Limit limit = Limit.parse("%d.%03d%%".formatted(thousandths / 1000, thousandths % 1000));
    assertThat(limit.isBrokenBy(thousandths, 100_000, 1)).isFalse();
    assertThat(limit.isBrokenBy(thousandths + 1, 100_000, 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "12", "5%", "2.5%", "0.001%", "100%", "9999999"})
  void readsWhatItWrites(String text) {
    assertThat(Limit.parse(text)).hasToString(text);
  }

  @Test
  void isLenientAboutSpace() {
    assertThat(Limit.parse(" 5 % ")).isEqualTo(new Limit(5, true));
  }

  @Test
  void isAsLargeAsAnyCount() {
    assertThat(Limit.parse("2147483647").of(7)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Limit.parse("9999999999").of(7)).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "five", "-1", "5%%", "1e3", "0.0001", "12345678901"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Limit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is no limit; write a number like 3, or a percentage like 5%%.", text);
  }

  @Test
  void isNeitherNegativeNorMoreThanAll() {
    assertThatThrownBy(() -> new Limit(-0.1, false)).hasMessageStartingWith("A limit of -0.1;");
    assertThatThrownBy(() -> new Limit(100.1, true))
        .hasMessageStartingWith("A limit of 100.1%; give");
    assertThatThrownBy(() -> new Limit(Double.NaN, false))
        .hasMessageStartingWith("A limit of NaN;");
  }
}

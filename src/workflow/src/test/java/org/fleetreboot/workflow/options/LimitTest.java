package org.fleetreboot.workflow.options;

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
    // limit, count, settled, whole, whether it is broken
    "0, 0, 0, 9, false",
    "0, 1, 1, 9, true",
    "3, 3, 3, 9, false",
    "3, 4, 4, 9, true",
    // 0% allows none, in a group of any size, from the first device on
    "0%, 0, 20, 20, false",
    "0%, 0, 3, 3, false",
    "0%, 1, 1, 1, true",
    "0%, 1, 1, 500, true",
    // a group smaller than the sample allows its share, and at least one device
    "5%, 1, 1, 19, false",
    "5%, 2, 2, 19, true",
    "10%, 1, 1, 19, false",
    "10%, 2, 2, 19, true",
    "11%, 2, 2, 19, false",
    "11%, 3, 3, 19, true",
    "50%, 5, 5, 10, false",
    "50%, 6, 6, 10, true",
    "50%, 1, 1, 1, false",
    "100%, 10, 10, 10, false",
    // a larger group is judged by the settled devices, from the sample on
    "5%, 19, 19, 20, false",
    "5%, 1, 20, 20, false",
    "5%, 2, 20, 20, true",
    "5%, 2, 39, 500, true",
    "5%, 2, 40, 500, false",
    "5%, 5, 19, 500, false",
    "100%, 20, 20, 20, false",
    // the same number twice in decimals, but not in binary
    "2.28%, 57, 2500, 2500, false",
    "2.28%, 58, 2500, 2500, true"
  })
  void isBrokenByMoreThanItAllows(String limit, int count, int settled, int whole, boolean broken) {
    assertThat(Limit.parse(limit).isBrokenBy(count, settled, whole, 20)).isEqualTo(broken);
  }

  @Property(seed = "2026", tries = 500)
  void exactlyTheShareIsAllowedAndOneMoreIsNot(@ForAll @IntRange(max = 100_000) int thousandths) {
    Limit limit = Limit.parse("%d.%03d%%".formatted(thousandths / 1000, thousandths % 1000));
    assertThat(limit.isBrokenBy(thousandths, 100_000, 100_000, 1)).isFalse();
    assertThat(limit.isBrokenBy(thousandths + 1, 100_000, 100_000, 1)).isTrue();
  }

  @Property(seed = "2026", tries = 2000)
  void aSmallGroupAllowsItsShareOrOneDeviceThroughout(
      @ForAll @IntRange(min = 1, max = 100) int percent,
      @ForAll @IntRange(min = 1, max = 49) int whole,
      @ForAll @IntRange(min = 1, max = 9) int fewerThanTheSample,
      @ForAll @IntRange(max = 1000) int dice) {
    int settled = 1 + dice % whole;
    int count = dice % (settled + 1);
    int bears = Math.max(1, percent * whole / 100);
    assertThat(
            new Limit(percent, true).isBrokenBy(count, settled, whole, whole + fewerThanTheSample))
        .isEqualTo(count > bears);
  }

  @Property(seed = "2026", tries = 2000)
  void aLargeGroupAllowsTheShareOfTheSettledOnceTheyAreASample(
      @ForAll @IntRange(min = 1, max = 100) int percent,
      @ForAll @IntRange(min = 1, max = 50) int minSample,
      @ForAll @IntRange(max = 50) int more,
      @ForAll @IntRange(max = 1000) int dice) {
    int whole = minSample + more;
    int settled = 1 + dice % whole;
    int count = dice % (settled + 1);
    assertThat(new Limit(percent, true).isBrokenBy(count, settled, whole, minSample))
        .isEqualTo(settled >= minSample && 100 * count > percent * settled);
  }

  @Property(seed = "2026", tries = 500)
  void zeroPercentAllowsNone(
      @ForAll @IntRange(min = 1, max = 50) int minSample,
      @ForAll @IntRange(min = 1, max = 200) int whole,
      @ForAll @IntRange(max = 1000) int dice) {
    int count = dice % (whole + 1);
    assertThat(new Limit(0, true).isBrokenBy(count, count, whole, minSample)).isEqualTo(count > 0);
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
  void mayBeAsLargeAsAnyCount() {
    assertThat(Limit.parse("2147483647").of(7)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Limit.parse("9999999999").of(7)).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "five", "-1", "5%%", "1e3", "0.0001", "12345678901"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Limit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid limit '%s'; use a number like 3 or a percentage like 5%%.", text);
  }

  @Test
  void isNeitherNegativeNorAboveAHundredPercent() {
    assertThatThrownBy(() -> new Limit(-0.1, false)).hasMessageStartingWith("A limit of -0.1;");
    assertThatThrownBy(() -> new Limit(100.1, true))
        .hasMessageStartingWith("A limit of 100.1%; give");
    assertThatThrownBy(() -> new Limit(Double.NaN, false))
        .hasMessageStartingWith("A limit of NaN;");
  }
}

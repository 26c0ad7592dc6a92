package org.fleetreboot.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexedSetTest {
  private final IndexedSet<String> set = new IndexedSet<>();

  @Test
  void itKeepsEachElementOnceInTheOrderInWhichTheyCame() {
    Random random = new Random(11);
    Set<String> reference = new LinkedHashSet<>();
    for (int i = 0; i < 20_000; i++) {
      String element = "device-" + random.nextInt(10_000);
      assertThat(set.add(element)).isEqualTo(reference.add(element));
    }

    assertThat(new ArrayList<>(set)).isEqualTo(new ArrayList<>(reference));
    assertThat(set.contains("device-10000")).isFalse();
  }

  @Test
  void anElementIsFoundByItsNumberAndTheNumberByTheElement() {
    for (int i = 0; i < 1_000; i++) {
      set.add("device-" + i);
    }

    assertThat(set.indexOf("device-777")).isEqualTo(777);
    assertThat(set.get(777)).isEqualTo("device-777");
    assertThat(set.indexOf("device-1000")).isEqualTo(-1);
  }

  @Test
  void aClearedSetIsEmptyAndTakesElementsAgain() {
    set.add("Aa");
    set.clear();
    boolean empty = set.isEmpty();
    set.add("BB");

    assertThat(empty).isTrue();
    assertThat(set).containsExactly("BB");
    assertThat(set.contains("Aa")).isFalse();
  }
}

package org.fleetreboot.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final int ALL = 2_500;

  /** What was asked of the journal. */
  private final List<PageRequest> asked = new ArrayList<>();

  @Test
  void allItemsAreReadInTheirOrder() {
    assertThat(Pages.all(this::read))
        .containsExactlyElementsOf(IntStream.range(0, ALL).boxed().toList());
    assertThat(asked).hasSize(3);
  }

  @Test
  void aPageIsReadWhenSomebodyComesToIt() {
    Iterator<Integer> numbers = Pages.all(this::read).iterator();
    for (int n = 0; n < PageRequest.MOST; n++) {
      numbers.next();
    }
    assertThat(asked).hasSize(1);

    assertThat(numbers.next()).isEqualTo(PageRequest.MOST);
    assertThat(asked).hasSize(2);
  }

  @Test
  void noMoreIsReadThanIsShown() {
    Pages<Integer> some = new Pages<>(this::read, 1_200);

    assertThat(some.stream().toList()).hasSize(1_200).last().isEqualTo(1_199);
    assertThat(some.hasMore()).isTrue();
    assertThat(asked).extracting(PageRequest::max).containsExactly(1_000, 200);
  }

  @Test
  void thereIsNoMoreIfTheLastItemIsTheLastOfAll() {
    Pages<Integer> exactly = new Pages<>(this::read, ALL);

    assertThat(exactly.stream().toList()).hasSize(ALL);
    assertThat(exactly.hasMore()).isFalse();
  }

  private Page<Integer> read(PageRequest request) {
    asked.add(request);
    int from = request.after() == null ? 0 : Integer.parseInt(request.after());
    int to = Math.min(ALL, from + request.max());
    return new Page<>(
        IntStream.range(from, to).boxed().toList(), to < ALL ? Integer.toString(to) : null);
  }
}

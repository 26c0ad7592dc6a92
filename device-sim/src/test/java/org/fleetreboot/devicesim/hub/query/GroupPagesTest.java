package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;

/** What the pages of a grouped result cost. */
class GroupPagesTest {
  private static final String QUERY = "SELECT n, COUNT() AS c FROM numbers GROUP BY n";

  private final Numbers numbers = new Numbers();
  private final TwinQueries queries = new TwinQueries(List.of(numbers));

  /** As many documents as are wanted, each with a number of its own. */
  private static final class Numbers implements QuerySource {
    private int size = 5;
    private int walks;

    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public Set<String> fields() {
      return Set.of("n");
    }

    @Override
    public String itemType() {
      return "Number";
    }

    @Override
    public boolean allowsProjection() {
      return true;
    }

    @Override
    public Stream<Row> rows(String after) {
      walks++;
      return IntStream.range(0, size)
          .mapToObj(n -> new Row(Integer.toString(n), Json.object().put("n", n)));
    }
  }

  @Test
  void theFurtherPagesWalkNoMoreAndFitToTheFirst() {
    QueryPage first = page(2, Optional.empty());
    numbers.size = 100;
    QueryPage second = page(2, first.continuation());
    QueryPage third = page(2, second.continuation());
    assertThat(second.items()).hasToString("[{\"n\":2,\"c\":1},{\"n\":3,\"c\":1}]");
    assertThat(third.items()).hasToString("[{\"n\":4,\"c\":1}]");
    assertThat(third.continuation()).isEmpty();
    assertThat(numbers.walks).isEqualTo(1);
  }

  @Test
  void aResultThatWasDroppedForOthersIsMadeAnew() {
    QueryPage first = page(2, Optional.empty());
    for (int i = 0; i < 16; i++) {
      page(2, Optional.empty());
    }
    numbers.walks = 0;
    QueryPage second = page(2, first.continuation());
    page(2, second.continuation());
    assertThat(second.items()).hasToString("[{\"n\":2,\"c\":1},{\"n\":3,\"c\":1}]");
    assertThat(numbers.walks).isEqualTo(1);
  }

  @Test
  void aResultOfAnotherQueryIsNotTaken() {
    QueryPage first = page(2, Optional.empty());
    String id = ContinuationToken.read(first.continuation().orElseThrow(), QUERY).lastKey();
    String other = "SELECT COUNT() AS c, n FROM numbers GROUP BY n";
    QueryPage page = queries.page(other, 1, Optional.of(new ContinuationToken(1, id).token(other)));
    assertThat(page.items()).hasToString("[{\"c\":1,\"n\":1}]");
  }

  @Proves("Queries")
  @Test
  void aResultHasNoMoreThan10000Groups() {
    numbers.size = 10_000;
    assertThat(page(1, Optional.empty()).items()).hasSize(1);
    numbers.size = 10_001;
    assertThat(catchThrowable(() -> page(1, Optional.empty())))
        .hasMessageContaining("more than 10000 groups");
  }

  private QueryPage page(int size, Optional<String> continuation) {
    return queries.page(QUERY, size, continuation);
  }
}
